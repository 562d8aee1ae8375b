using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NUnit.Framework;
using VerifyNUnit;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Rules.Lint;
using VirtLint.Rules.Migration;

namespace VirtLint.Tests.Cli;

/// <summary>What each report looks like, for three rules that stand for all.</summary>
public sealed class ReportTests
{
    private static readonly LintEngine s_engine = new(FormatRegistry.Default, [new SyntaxError(), new UnusedSuppression(), new UnencryptedMigration()]);

    private Workspace _workspace = new();

    [SetUp]
    public void Open() => _workspace = new Workspace()
        .AsRepository()
        .Add("infra/pve [old]/datacenter.cfg", "keyboard: de\n\tmigration: broken\nmigration: type=insecure,network=10.0.9.0/24 # ☃\n")
        .Add("infra/new/datacenter.cfg", "# virtlint: ignore VL2001: crossed cable\nmigration: insecure\n")
        .Add("infra/broken.xml", "<domain type='kvm'>\n  <name>db01</name>\n  <devices>\n</domain>\n")
        .Add("infra/vars/datacenter.cfg", "migration: type={{ migration_type }}\n")
        .Add("README.md", "nothing to us\n");

    [TearDown]
    public void Close() => _workspace.Dispose();

    [Test]
    public Task Text_report() => Verifier.Verify(Check("--undecided"));

    [Test]
    public Task Json_report() => Verifier.Verify(Check("--format", "json"));

    [Test]
    public Task Sarif_report() => Verifier.Verify(Check("--format", "sarif"));

    [Test]
    public Task Sarif_report_with_suppressed_findings() => Verifier.Verify(Results("--include-suppressed"));

    [Test]
    public Task Github_report() => Verifier.Verify(Check("--format", "github"));

    [Test]
    public Task Model_report() => Verifier.Verify(Masked(_workspace.RunWith(s_engine, "model", "infra/vars").Output));

    [Test]
    public void A_fingerprint_survives_reindenting_reordering_and_moving()
    {
        var before = Fingerprints("keyboard: de\nmigration: type=insecure\n", "datacenter.cfg");

        var after = Fingerprints("# a comment\n\nmigration:   network=10.0.9.0/24,type=insecure\nkeyboard: de\n", "elsewhere/etc/pve/datacenter.cfg");

        Assert.That(before, Is.Not.Empty);
        Assert.That(after, Is.EqualTo(before));
    }

    [Test]
    public void A_finding_in_a_folder_is_named_from_the_root_of_the_repository()
    {
        var folder = _workspace.At("infra");
        using var output = new StringWriter();
        VirtLint.Cli.Program.Run(
            ["check", "--format", "sarif"],
            new VirtLint.Cli.Host(output, TextWriter.Null, folder, HasColour: false, ShowsProgress: false, default),
            s_engine);

        Assert.That(output.ToString(), Does.Contain("\"infra/pve%20%5Bold%5D/datacenter.cfg\""));
    }

    [Test]
    public void A_secret_is_shown_in_no_report()
    {
        const string Secret = "hunter2-the-secret";
        using var workspace = new Workspace()
            .Add("guest.xml", $"<domain type='kvm'>\n  <name>db01</name>\n  <devices>\n    <graphics type='vnc' listen='0.0.0.0' passwd='{Secret}'/>\n  </devices>\n</domain>\n")
            .Add("qemu.conf", $"vnc_listen = \"0.0.0.0\"\nvnc_password = \"{Secret}\"\nspice_password = {Secret}\n")
            .Add("qemu-server/101.conf", $"memory: 2048\nnet0: virtio\ncipassword: {Secret}\nargs: -vnc 0.0.0.0:1,password={Secret}\n")
            .Add("priv/storage.cfg", $"cifs: backup\n\tserver 10.0.0.1\n\tshare b\n\tpassword {Secret}\n");

        foreach (var arguments in (string[][])[["check"], ["check", "--format", "json"], ["check", "--format", "sarif"], ["check", "--format", "github"], ["check", "--undecided"], ["model"]])
        {
            var run = workspace.Run([.. arguments, .. arguments[0] == "check" ? (string[])["--profile", "strict"] : []]);

            Assert.That(run.Output + run.Error, Does.Not.Contain(Secret), string.Join(' ', arguments));
        }
    }

    private string Check(params string[] arguments) => Masked(_workspace.RunWith(s_engine, ["check", .. arguments]).Output);

    private string Results(params string[] arguments)
    {
        using var log = JsonDocument.Parse(_workspace.RunWith(s_engine, ["check", "--format", "sarif", .. arguments]).Output);
        return JsonSerializer.Serialize(
            log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Where(static result => result.TryGetProperty("suppressions", out _)),
            new JsonSerializerOptions { WriteIndented = true });
    }

    private static string[] Fingerprints(string text, string path)
    {
        using var workspace = new Workspace().Add(path, text);
        using var log = JsonDocument.Parse(workspace.RunWith(s_engine, "check", "--format", "sarif").Output);
        return
        [
            .. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
                .Select(static result => result.GetProperty("partialFingerprints").GetProperty("virtlint/v1").GetString() ?? ""),
        ];
    }

    /// <summary>The rules' pages are tested on their own, and the version is of no interest.</summary>
    private static string Masked(string report) => Regex.Replace(
        Regex.Replace(report, "(\"(text|markdown)\": \"# )[^\n]*", "$1(page)\","), "\"(version|semanticVersion|fullName)\": \"[^\"]*\"", "\"$1\": \"(masked)\"");
}
