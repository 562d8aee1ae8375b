using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;

namespace VirtLint.Tests.Cli;

/// <summary>OVF packages as they lie on disk: in a folder, and in one archive.</summary>
public sealed class PackageTests
{
    private const string Envelope = """
        <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1">
          <References><File ovf:href="web-disk1.vmdk" ovf:id="file1"/></References>
          <VirtualSystem ovf:id="web"><Info/><ProductSection><Info/><Property ovf:key="ldap_password" ovf:type="string"/></ProductSection></VirtualSystem>
        </Envelope>
        """;

    private const string Disk = "KDMV, and then blocks";

    private Workspace _workspace = new();

    [SetUp]
    public void Open() => _workspace = new();

    [TearDown]
    public void Close() => _workspace.Dispose();

    [Test]
    public void A_disk_that_differs_from_its_digest_is_reported()
    {
        _workspace.Add("web.ovf", Envelope).Add("web-disk1.vmdk", Disk + "!").Add("web.mf", Manifest(("web.ovf", Envelope), ("web-disk1.vmdk", Disk)));

        Assert.That(Findings("VL3021"), Has.One.Contains("Image 'web-disk1.vmdk' differs from the digest that is recorded for it"));
    }

    [Test]
    public void A_package_that_is_as_its_manifest_says_is_clean()
    {
        _workspace.Add("web.ovf", Envelope).Add("web-disk1.vmdk", Disk).Add("web.mf", Manifest(("web.ovf", Envelope), ("web-disk1.vmdk", Disk)));

        Assert.That(Findings("VL3020,VL3021"), Is.Empty);
    }

    [Test]
    public void A_disk_that_is_kept_elsewhere_is_not_reported()
    {
        _workspace.Add("web.ovf", Envelope).Add("web.mf", Manifest(("web.ovf", Envelope), ("web-disk1.vmdk", Disk)));

        Assert.That(Findings("VL3021"), Is.Empty);
    }

    [Test]
    public void A_pointer_of_Git_LFS_stands_for_the_digest_that_it_names()
    {
        _workspace.Add("web.ovf", Envelope).Add("web.mf", Manifest(("web.ovf", Envelope), ("web-disk1.vmdk", Disk)));

        var same = _workspace.Add("web-disk1.vmdk", Pointer(Disk)).Run("check", "--select", "VL3021");
        var other = _workspace.Add("web-disk1.vmdk", Pointer("another")).Run("check", "--select", "VL3021");

        Assert.That(same.ExitCode, Is.Zero, same.Output);
        Assert.That(other.Output, Does.Contain("differs from the digest that is recorded for it"));
    }

    [TestCase("../secret")]
    [TestCase("/etc/hostname")]
    [TestCase("..\\secret")]
    [TestCase("disks/web.vmdk")]
    public void A_manifest_leads_out_of_no_folder(string name)
    {
        _workspace.Add("secret", "x").Add("package/web.ovf", Envelope).Add("package/web.mf", Manifest(("web.ovf", Envelope), (name, "y")));

        Assert.That(Findings("VL3021"), Has.None.Contains($"'{name}' differs"));
    }

    [Test]
    public void The_texts_of_an_archive_are_judged_at_their_place_in_it()
    {
        _workspace.Add("web.ova", Archive(("web.ovf", Envelope), ("web.mf", Manifest(("web.ovf", Envelope), ("web-disk1.vmdk", Disk))), ("web-disk1.vmdk", Disk)));

        var run = _workspace.Run("check", "--select", "VL3020,VL3021,VL3052");

        Assert.That(run.Output, Does.Contain("--> web.ova!/web.ovf:3:"));
        Assert.That(run.Output, Does.Not.Contain("VL3021").And.Not.Contain("VL3020"));
    }

    [Test]
    public void A_member_that_an_archive_lacks_is_reported()
    {
        _workspace.Add("web.ova", Archive(("web.ovf", Envelope), ("web.mf", Manifest(("web.ovf", Envelope), ("web-disk1.vmdk", Disk)))));

        Assert.That(Findings("VL3021"), Has.One.Contains("Image 'web-disk1.vmdk' is listed in the manifest, and the package does not hold it"));
    }

    [Test]
    public void An_archive_without_a_manifest_is_reported()
    {
        _workspace.Add("web.ova", Archive(("web.ovf", Envelope), ("web-disk1.vmdk", Disk)));

        Assert.That(Findings("VL3020"), Has.One.Contains("Package 'web.ovf' has no manifest"));
    }

    [Test]
    public void A_fix_leaves_an_archive_as_it_is()
    {
        var bytes = Archive(("web.ovf", Envelope));
        _workspace.Add("web.ova", bytes);

        var run = _workspace.Run("check", "--fix");

        Assert.That(File.ReadAllBytes(_workspace.At("web.ova")), Is.EqualTo(bytes));
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public void Members_that_would_leave_the_archive_are_passed_over()
    {
        _workspace.Add("web.ova", Archive(("../../web.ovf", Envelope), ("/etc/web.ovf", Envelope), ("web.mf", Manifest(("web.ovf", Envelope)))));

        Assert.That(_workspace.Run("check").Output, Does.Not.Contain("VL3052"));
    }

    [TestCase(100)]
    [TestCase(700)]
    [TestCase(1100)]
    public void An_archive_that_is_cut_off_is_told(int length)
    {
        _workspace.Add("web.ova", Archive(("web.ovf", Envelope), ("web-disk1.vmdk", new string('x', 4000)))[..length]);

        Assert.That(_workspace.Run("check").Output, Does.Contain("VL0002"));
    }

    [Test]
    public void A_file_that_is_no_archive_is_told()
    {
        _workspace.Add("web.ova", "no archive, " + new string('x', 4000));

        Assert.That(_workspace.Run("check").Output, Does.Contain("'web.ova' is no tar archive, or is cut off"));
    }

    [Test]
    public void A_member_that_claims_to_be_huge_is_not_read()
    {
        var bytes = Archive(("web.ovf", Envelope));
        Encoding.ASCII.GetBytes("77777777777\0").CopyTo(bytes, 124);

        _workspace.Add("web.ova", WithChecksum(bytes));

        Assert.That(_workspace.Run("check").Output, Does.Contain("'web.ova' is no tar archive, or is cut off"));
    }

    [Test]
    public void A_descriptor_that_is_too_large_is_told()
    {
        _workspace.Add(".editorconfig", "root = true\n[*]\nvirtlint.max_file_size = 1k\n");
        _workspace.Add("web.ova", Archive(("web.ovf", Envelope + new string(' ', 5000))));

        Assert.That(_workspace.Run("check").Output, Does.Contain("'web.ovf' is larger than"));
    }

    private IReadOnlyList<string> Findings(string rules) =>
        [.. _workspace.Run("check", "--profile", "strict", "--select", rules).Output.Split('\n').Where(static line => line.Contains("[VL", StringComparison.Ordinal))];

    private static string Manifest(params (string Name, string Text)[] files) =>
        string.Concat(files.Select(static file => $"SHA256({file.Name})= {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text)))}\n"));

    private static string Pointer(string text) =>
        $"version https://git-lfs.github.com/spec/v1\noid sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}\nsize {text.Length}\n";

    private static byte[] Archive(params (string Name, string Text)[] members)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, text) in members)
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }

        return stream.ToArray();
    }

    /// <summary>The archive with the checksum of its first header set right.</summary>
    private static byte[] WithChecksum(byte[] archive)
    {
        "        "u8.CopyTo(archive.AsSpan(148));
        var sum = archive.Take(512).Sum(static value => value);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(archive, 148);
        return archive;
    }
}
