using System;
using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;
using VirtLint.Rules;
using VirtLint.Rules.Migration;

namespace VirtLint.Tests.Cli;

public sealed class CheckTests
{
    private const string Insecure = "migration: type=insecure\n";

    private const string Secure = "migration: type=secure\n";

    private Workspace _workspace = new();

    [SetUp]
    public void Open() => _workspace = new();

    [TearDown]
    public void Close() => _workspace.Dispose();

    [Test]
    public void A_clean_tree_exits_with_0()
    {
        var run = _workspace.Add("datacenter.cfg", Secure).Run("check");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.StartWith("No findings.\n1 file seen, 1 recognised"));
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public void An_empty_folder_is_clean()
    {
        var run = _workspace.Run("check");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Is.EqualTo("No findings.\n0 files seen, 0 recognised, 0 parsed, 0 with errors; 0 values undecided\n"));
    }

    [TestCase("datacenter.cfg")]
    [TestCase("qemu-server/101.conf")]
    [TestCase("empty.xml")]
    [TestCase("qemu.conf")]
    public void An_empty_file_is_no_trouble(string path)
    {
        var run = _workspace.Add(path, "").Run("check");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public void A_finding_exits_with_1() =>
        Assert.That(_workspace.Add("datacenter.cfg", Insecure).Run("check").ExitCode, Is.EqualTo(1));

    [Test]
    public void The_exit_code_heeds_findings_of_the_severity_asked_for_only()
    {
        _workspace.Add("datacenter.cfg", Insecure).Add(".editorconfig", "root = true\n[*]\nvirtlint.VL2001.severity = warning\n");

        Assert.That(_workspace.Run("check", "--fail-on", "error").ExitCode, Is.Zero);
        Assert.That(_workspace.Run("check").ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void A_path_that_is_not_there_exits_with_2_and_the_rest_is_judged()
    {
        var run = _workspace.Add("datacenter.cfg", Insecure).Run("check", "missing.conf", "datacenter.cfg");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Is.EqualTo("virtlint: 'missing.conf' does not exist\n"));
        Assert.That(run.Output, Does.Contain("error[VL2001]"));
    }

    [Test]
    public void A_mistyped_option_exits_with_2_and_names_the_nearest()
    {
        var run = _workspace.Run("check", "--fromat", "sarif");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith("virtlint: unknown option '--fromat'; did you mean '--format'?\n"));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public void An_option_with_a_wrong_value_exits_with_2_and_names_the_right_ones()
    {
        var run = _workspace.Run("check", "--format", "xml");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith("virtlint: '--format' is 'xml'; expected 'text', 'json', 'sarif' or 'github'\n"));
    }

    [Test]
    public void An_unknown_rule_exits_with_2_and_names_the_nearest()
    {
        var run = _workspace.Run("check", "--select", "VL2O01");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Is.EqualTo("virtlint: no rule has the ID 'VL2O01'; did you mean 'VL2001'?\n"));
    }

    [Test]
    public void A_rule_that_fails_exits_with_2_and_names_the_file()
    {
        var engine = new LintEngine(FormatRegistry.Default, [new FailingRule(), new UnencryptedMigration()]);

        var run = _workspace.Add("datacenter.cfg", Insecure).RunWith(engine, "check");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("defect of virtlint").And.Contain("datacenter.cfg").And.Contain("on purpose"));
        Assert.That(run.Output, Does.Contain("error[VL2001]"), "the other rules are judged");
    }

    [Test]
    public void A_malformed_file_is_reported_with_its_place_and_the_rest_of_the_run_is_judged()
    {
        var run = _workspace.Add("broken.xml", "<domain type='kvm'>\n  <name>db01</name>\n  <devices>\n</domain>\n").Add("datacenter.cfg", Insecure).Run("check");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("error[VL0001]: ").And.Contain("--> broken.xml:4:3"));
        Assert.That(run.Output, Does.Contain("error[VL2001]: "));
        Assert.That(run.Output, Does.Contain("1 with errors"));
    }

    [Test]
    public void An_external_entity_is_not_resolved()
    {
        _workspace.Add("secret.txt", "top secret").Add(
            "evil.xml",
            $"<!DOCTYPE domain [<!ENTITY x SYSTEM 'file://{_workspace.At("secret.txt")}'>]>\n<domain type='kvm'><name>&x;</name><devices/></domain>\n");

        var run = _workspace.Run("check");

        Assert.That(run.Output, Does.Contain("VL0001").And.Contain("evil.xml"));
        Assert.That(run.Output + _workspace.Run("model").Output, Does.Not.Contain("top secret"));
    }

    [Test]
    public void Nested_entities_do_not_expand()
    {
        var entities = string.Concat(Enumerable.Range(1, 30).Select(static i => $"<!ENTITY e{i} '&e{i - 1};&e{i - 1};&e{i - 1};&e{i - 1};'>"));

        var run = _workspace.Add("bomb.xml", $"<!DOCTYPE domain [<!ENTITY e0 'ha'>{entities}]>\n<domain type='kvm'><name>&e30;</name><devices/></domain>\n").Run("check");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("VL0001"));
    }

    [Test]
    public void Nesting_beyond_all_reason_is_reported_once()
    {
        var run = _workspace.Add("deep.xml", "<domain type='kvm'>" + string.Concat(Enumerable.Repeat("<devices>", 100_000))).Run("check");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Is.Empty);
        Assert.That(run.Output.Split("VL0001"), Has.Length.LessThan(4));
    }

    [Test]
    public void A_file_larger_than_allowed_is_reported_and_not_read()
    {
        _workspace.Add(".editorconfig", "root = true\n[*]\nvirtlint.max_file_size = 1k\n").Add("datacenter.cfg", Insecure + new string('#', 2000));

        var run = _workspace.Run("check");

        Assert.That(run.Output, Does.Contain("warning[VL0002]: 'datacenter.cfg' is larger than 1 KiB"));
        Assert.That(run.Output, Does.Not.Contain("VL2001"));
    }

    [Test]
    public void A_file_that_is_no_text_is_passed_over_unless_its_name_promises_one()
    {
        _workspace.Add("image.xml", [0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]).Add("datacenter.cfg", [.. Encoding.ASCII.GetBytes(Insecure), 0xff, 0xfe, 0x0a]);

        var run = _workspace.Run("check");

        Assert.That(run.Output, Does.Contain("warning[VL0002]: 'datacenter.cfg' is not valid UTF-8 in line 2"));
        Assert.That(run.Output, Does.Not.Contain("image.xml"));
    }

    [Test]
    public void A_file_with_NUL_bytes_is_told_where_its_name_promises_text()
    {
        _workspace.Add("datacenter.cfg", [.. Encoding.ASCII.GetBytes(Insecure), 0, 0]);

        Assert.That(_workspace.Run("check").Output, Does.Contain("warning[VL0002]: 'datacenter.cfg' holds NUL bytes, so it is no text"));
    }

    [Test]
    public void Two_bytes_a_character_are_read_without_a_mark([Values] bool isBigEndian)
    {
        _workspace.Add("datacenter.cfg", new UnicodeEncoding(isBigEndian, byteOrderMark: false).GetBytes(Insecure));

        Assert.That(_workspace.Run("check").Output, Does.Contain("VL2001"));
    }

    [Test]
    public void A_link_out_of_the_tree_is_not_followed()
    {
        using var elsewhere = new Workspace();
        elsewhere.Add("datacenter.cfg", Insecure);
        Directory.CreateSymbolicLink(_workspace.At("pve"), elsewhere.Folder);
        File.CreateSymbolicLink(_workspace.At("datacenter.cfg"), elsewhere.At("datacenter.cfg"));

        var run = _workspace.Run("check");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("0 recognised"));
    }

    [Test]
    public void What_git_ignores_is_not_read_unless_it_is_named()
    {
        _workspace.AsRepository().Add(".gitignore", "build/\n*.bak.cfg\n!keep/\n").Add("build/datacenter.cfg", Insecure).Add("keep/datacenter.cfg", Insecure);

        Assert.That(_workspace.Run("check").Output, Does.Contain("--> keep/datacenter.cfg").And.Not.Contain("--> build/"));
        Assert.That(_workspace.Run("check", "build/datacenter.cfg").Output, Does.Contain("--> build/datacenter.cfg"));
    }

    [Test]
    public void A_format_can_be_forced_for_a_glob()
    {
        _workspace.Add("dumps/one.txt", Insecure).Add(".editorconfig", "root = true\n[dumps/*.txt]\nvirtlint.format = pve-datacenter\n");

        Assert.That(_workspace.Run("check").Output, Does.Contain("--> dumps/one.txt:1:17"));
    }

    [TestCase("virtlint.VL2001.severity = none")]
    [TestCase("dotnet_diagnostic.VL2001.severity = none")]
    public void A_rule_can_be_turned_off_for_a_glob(string setting)
    {
        _workspace.Add("lab/datacenter.cfg", Insecure).Add("prod/datacenter.cfg", Insecure).Add(".editorconfig", $"root = true\n[lab/**]\n{setting}\n");

        var run = _workspace.Run("check");

        Assert.That(run.Output, Does.Contain("--> prod/datacenter.cfg").And.Not.Contain("--> lab/"));
    }

    [Test]
    public void A_globalconfig_is_read_too()
    {
        _workspace.Add("datacenter.cfg", Insecure).Add(".globalconfig", "is_global = true\nvirtlint.VL2001.severity = info\n");

        Assert.That(_workspace.Run("check").Output, Does.Contain("info[VL2001]"));
    }

    [TestCase("virtlint.VL2001.severity = fatal", "'virtlint.VL2001.severity' is 'fatal'")]
    [TestCase("virtlint.VL9001.severity = error", "'virtlint.VL9001.severity' names no rule")]
    [TestCase("virtlint.profile = strikt", "did you mean 'strict'?")]
    [TestCase("virtlint.tunels = 10.0.0.0/8", "nothing reads 'virtlint.tunels'; did you mean 'virtlint.tunnels'?")]
    [TestCase("virtlint.target.libvrt = 9.0", "did you mean 'virtlint.target.libvirt'?")]
    public void A_setting_that_cannot_be_meant_is_told(string setting, string complaint)
    {
        var run = _workspace.Add("datacenter.cfg", Secure).Add(".editorconfig", $"root = true\n[*]\n{setting}\n").Run("check");

        Assert.That(run.Error, Does.Contain(".editorconfig:3: ").And.Contain(complaint));
    }

    [Test]
    public void A_comment_holds_a_finding_back()
    {
        var run = _workspace.Add("datacenter.cfg", "# virtlint: ignore VL2001: the network is a crossed cable\n" + Insecure).Run("check");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
    }

    [Test]
    public void Fixing_writes_what_only_hardens_and_nothing_else()
    {
        _workspace.Add("datacenter.cfg", "keyboard: de\r\n" + "migration: type=insecure,network=10.0.0.0/24\r\n# ünïcode\r\n");

        var run = _workspace.Run("check", "--fix");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.StartWith("Fixed 1 finding.\nNo findings.\n"));
        Assert.That(_workspace.Read("datacenter.cfg"), Is.EqualTo("keyboard: de\r\n" + "migration: type=secure,network=10.0.0.0/24\r\n# ünïcode\r\n"));
    }

    [Test]
    public void Fixing_keeps_the_encoding_of_a_file()
    {
        var bom = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        _workspace.Add("datacenter.cfg", [.. bom.GetPreamble(), .. bom.GetBytes(Insecure)]);

        _workspace.Run("check", "--fix");

        Assert.That(File.ReadAllBytes(_workspace.At("datacenter.cfg")), Is.EqualTo((byte[])[.. bom.GetPreamble(), .. bom.GetBytes(Secure)]));
    }

    [Test]
    public void Without_fix_nothing_is_written()
    {
        _workspace.Add("datacenter.cfg", Insecure).Run("check");

        Assert.That(_workspace.Read("datacenter.cfg"), Is.EqualTo(Insecure));
    }

    [Test]
    public void The_report_can_go_to_a_file()
    {
        var run = _workspace.Add("datacenter.cfg", Insecure).Run("check", "--format", "json", "--output", "out.json");

        Assert.That(run.Output, Is.Empty);
        Assert.That(_workspace.Read("out.json"), Does.Contain("\"VL2001\""));
    }

    [TestCase("build.pkr.hcl", "variable \"k\" {\n  default = \"gr33n-Lantern\"\n}\n\nsource \"proxmox-iso\" \"a\" {\n  proxmox_url = \"https://pve1.example.net/\"\n  password    = var.k\n}\n")]
    [TestCase("build.json", "{\n  \"variables\": {\n    \"k\": \"gr33n-Lantern\"\n  },\n  \"builders\": [{\n    \"type\": \"proxmox-iso\",\n    \"password\": \"{{user `k`}}\"\n  }]\n}\n")]
    public void A_secret_is_hidden_where_a_variable_holds_it_as_well(string path, string text)
    {
        var run = _workspace.Add(path, text).Run("check", "--select", "VL1050");

        Assert.That(run.Output, Does.Contain("'k' is set here").And.Not.Contain("Lantern"));
    }

    [Test]
    public void Undecided_values_are_listed_when_asked_for()
    {
        var run = _workspace.Add("datacenter.cfg", "migration: type={{ pve_migration }}\n").Run("check", "--undecided");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("undecided: datacenter.cfg:1:17: type is '{{ pve_migration }}' (a template fills it in): VL2001"));
    }

    private sealed class FailingRule() : Rule(new RuleDescriptor(
        "VL2099", "Fails", "fails", Category.Migration, Microsoft.CodeAnalysis.DiagnosticSeverity.Error, Precision.VeryHigh, []))
    {
        public override void Check(MigrationPolicy policy, RuleContext context) => throw new InvalidOperationException("on purpose");
    }
}
