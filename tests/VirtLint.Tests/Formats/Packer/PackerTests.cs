using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.Packer;

/// <summary>How a folder of Packer's files, and a template in JSON, become builders.</summary>
public sealed class PackerTests
{
    private const string Source = "source \"qemu\" \"a\" {\n  vnc_bind_address = $\n}\n";

    [TestCase("\"0.0.0.0\"", "", "0.0.0.0")]
    [TestCase("var.a", "variable \"a\" { default = \"0.0.0.0\" }", "0.0.0.0")]
    [TestCase("var.a", "variables {\n a = \"0.0.0.0\"\n}", "0.0.0.0")]
    [TestCase("var.a", "variable \"a\" {}", null)]
    [TestCase("var.a", "variable \"a\" { default = null }", null)]
    [TestCase("local.a", "locals { a = \"0.0.0.0\" }", "0.0.0.0")]
    [TestCase("local.a", "local \"a\" { expression = \"0.0.0.0\" }", "0.0.0.0")]
    [TestCase("data.http.ip.body", "", null)]
    [TestCase("\"{{ user `a` }}\"", "", null)]
    public void A_value_is_known_or_not(string expression, string declarations, string? expected)
    {
        var address = Addresses(("main.pkr.hcl", Source.Replace("$", expression)), ("other.pkr.hcl", declarations + "\n")).Single();

        Assert.That(address.State, Is.EqualTo(expected is null ? FactState.Unresolved : FactState.Stated));
        Assert.That(address.IsKnown ? address.Value.Text : null, Is.EqualTo(expected));
    }

    [Test]
    public void A_file_of_values_that_is_loaded_always_wins_over_a_default()
    {
        var address = Addresses(
            ("main.pkr.hcl", Source.Replace("$", "var.a") + "variable \"a\" { default = \"127.0.0.1\" }\n"),
            ("x.auto.pkrvars.hcl", "a = \"0.0.0.0\"\n")).Single();

        Assert.That(address.Value.Text, Is.EqualTo("0.0.0.0"));
    }

    [TestCase("x.pkrvars.hcl")]
    [TestCase("values/x.pkrvars.hcl")]
    public void A_file_of_values_that_somebody_may_name_leaves_a_variable_open(string path)
    {
        var address = Addresses(
            ("main.pkr.hcl", Source.Replace("$", "var.a") + "variable \"a\" { default = \"127.0.0.1\" }\n"),
            (path, "a = \"0.0.0.0\"\n")).Single();

        Assert.That(address.IsUnresolved);
    }

    [Test]
    public void What_a_build_adds_to_a_source_is_no_default()
    {
        var address = Addresses(("main.pkr.hcl", "source \"qemu\" \"a\" {\n}\nbuild {\n  source \"source.qemu.a\" {\n    vnc_bind_address = \"0.0.0.0\"\n  }\n}\n")).Single();

        Assert.That(address.State, Is.EqualTo(FactState.Absent));
    }

    [Test]
    public void A_template_in_json_is_known_by_its_builders()
    {
        var address = Addresses(("box.json", "{\"variables\": {\"a\": \"0.0.0.0\"}, \"builders\": [{\"type\": \"qemu\", \"vnc_bind_address\": \"{{user `a`}}\"}]}")).Single();

        Assert.That(address.Value.Text, Is.EqualTo("0.0.0.0"));
    }

    [TestCase("{\"builders\": {\"type\": \"qemu\"}}")]
    [TestCase("{\"builders\": [{\"type\": \"webpack\"}]}")]
    [TestCase("{\"builders\": \"type\"}")]
    [TestCase("[\"builders\", \"type\", \"qemu\"]")]
    public void Another_tools_json_is_left_alone(string text)
    {
        Assert.That(Addresses(("box.json", text)), Is.Empty);
    }

    [TestCase("inline = [\"passwd -l packer\"]", true)]
    [TestCase("inline = [\"apt-get update\"]", false)]
    [TestCase("script = \"clean.sh\"", null)]
    [TestCase("inline = [\"sh /tmp/clean.sh\"]", null)]
    [TestCase("inline = var.commands", null)]
    public void A_step_drops_the_account_of_the_build_or_not(string arguments, bool? expected)
    {
        var image = Entities(("main.pkr.hcl", $"source \"qemu\" \"a\" {{\n}}\nbuild {{\n  sources = [\"qemu.a\"]\n  provisioner \"shell\" {{\n    {arguments}\n  }}\n}}\n"))
            .OfType<Image>().Single();

        Assert.That(image.DropsBuildAccount.Boxed, Is.EqualTo(expected));
    }

    private static List<Fact<ListenAddress>> Addresses(params (string Path, string Text)[] files) =>
        [.. Entities(files).OfType<RemoteConsole>().Select(static console => console.Address)];

    private static List<Entity> Entities(params (string Path, string Text)[] files)
    {
        var engine = LintEngine.Default;
        var results = files.Select(file => engine.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None)).ToList();
        var analysis = engine.Judge(results, new SeverityPolicy());
        Assert.That(analysis.Failures, Is.Empty);
        return [.. results.SelectMany(static result => result.Model?.Entities ?? [])];
    }
}
