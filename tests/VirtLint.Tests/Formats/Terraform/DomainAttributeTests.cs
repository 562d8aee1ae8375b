using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.Terraform;

/// <summary>The attributes of libvirt_domain since 0.9 are read by libvirt's own binder, and found again in the language.</summary>
public sealed class DomainAttributeTests
{
    private const string Disk = "disks = [{ source = { file = { file = \"/srv/db01.qcow2\" } }, target = { dev = \"vda\", bus = \"virtio\" } }]\n";

    [TestCase("disks = var.disks\n", null)]
    [TestCase("channels = var.channels\n" + Disk, null)]
    [TestCase("watchdogs = []\n" + Disk, false)]
    public void What_a_list_that_is_not_known_may_hold_is_not_missing(string devices, bool? expected)
    {
        var machine = All<VirtualMachine>(devices).Single();

        Assert.That(machine.GuestAgent.IsKnown ? machine.GuestAgent.Value : (bool?)null, Is.EqualTo(expected));
        Assert.That(machine.Watchdog.IsKnown ? machine.Watchdog.Value : (bool?)null, Is.EqualTo(expected));
    }

    [Test]
    public void A_list_that_is_not_known_hides_nothing_of_another()
    {
        var console = All<RemoteConsole>("disks = var.disks\ngraphics = [{ vnc = { listen = \"0.0.0.0\" } }]\n").Single();

        Assert.That(console.Address.Value.Exposure, Is.EqualTo(Exposure.Everywhere));
        Assert.That(console.Authentication.Value, Is.EqualTo(ConsoleAuthentication.None));
    }

    [Test]
    public void A_variant_that_may_not_be_stated_is_not_known()
    {
        var disk = All<Disk>("disks = [{ source = { block = var.is_block ? { dev = var.device } : null, file = var.is_block ? null : { file = \"/srv/a.raw\" } } }]\n").Single();

        Assert.That(disk.SourceKind.IsKnown, Is.False);
        Assert.That(disk.Encryption.IsKnown, Is.False);
    }

    [TestCase("read_only = true", true, "true")]
    [TestCase("read_only = false", false, "")]
    public void A_flag_of_the_language_is_an_element(string flag, bool expected, string written)
    {
        var disk = All<Disk>($"disks = [{{ source = {{ file = {{ file = \"/srv/a.raw\" }} }}, {flag} }}]\n").Single();

        Assert.That(disk.IsReadOnly.Value, Is.EqualTo(expected));
        Assert.That(disk.IsReadOnly.AsWritten, Is.EqualTo(written));
    }

    [Test]
    public void A_value_of_a_variable_is_shown_where_it_is_written()
    {
        var address = All<RemoteConsole>("graphics = [{ vnc = { listen = \"127.0.0.1\", share_policy = var.policy } }]\n", "variable \"policy\" { default = \"ignore\" }\n").Single().IgnoresExclusiveViewers;

        Assert.That(address.Value, Is.True);
        Assert.That(address.Related.Select(static place => place.Origin.File.Text.ToString(place.Origin.Span)), Is.EqualTo(new[] { "ignore" }));
    }

    [TestCase("VL5064", "launch_security = { sev = { policy = 6 } }", "launch_security = { sev = { policy = 7 } }")]
    [TestCase("VL1031", "devices = { graphics = [{ vnc = { listen = \"0.0.0.0\" } }] }", "devices = { graphics = [{ vnc = { listen = \"127.0.0.1\" } }] }")]
    public void A_fix_is_written_in_the_language(string rule, string flawed, string fixedText)
    {
        var text = Domain(flawed);
        var finding = Judge(text).Findings.Single(finding => finding.Rule.Id == rule);

        Assert.That(SourceText.From(text).WithChanges(finding.SuggestedFix!.Changes).ToString(), Is.EqualTo(Domain(fixedText)));
    }

    [Test]
    public void A_value_that_is_written_elsewhere_is_not_overwritten()
    {
        var finding = Judge(Domain("launch_security = { sev = { policy = local.policy } }") + "locals { policy = 6 }\n").Findings.Single(static finding => finding.Rule.Id == "VL5064");

        Assert.That(finding.SuggestedFix, Is.Null);
    }

    private static string Domain(string content) => $"resource \"libvirt_domain\" \"db\" {{\n  name = \"db01\"\n  type = \"kvm\"\n  {content}\n}}\n";

    private static Analysis Judge(string text)
    {
        var engine = LintEngine.Default;
        var analysis = engine.Judge([engine.Read("main.tf", SourceText.From(text), ProjectOptions.None)], new SeverityPolicy());
        Assert.That(analysis.Failures, Is.Empty);
        return analysis;
    }

    private static List<TEntity> All<TEntity>(string devices, string rest = "") where TEntity : Entity => [.. Judge(
        Domain($"os = {{ type = \"hvm\", type_arch = \"x86_64\", type_machine = \"pc\" }}\n  devices = {{\n{devices}  }}") + rest)
        .Files.SelectMany(static result => result.Model?.Entities ?? []).OfType<TEntity>()];
}
