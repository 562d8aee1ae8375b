using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.Terraform;

/// <summary>What is known of a value without running anything, seen through the address of a console.</summary>
public sealed class EvaluationTests
{
    private const string Graphics = "graphics {\n    type = \"vnc\"\n    listen_type = \"address\"\n    listen_address = $\n  }";

    [TestCase("\"0.0.0.0\"", "", "0.0.0.0")]
    [TestCase("var.a", "variable \"a\" { default = \"0.0.0.0\" }", "0.0.0.0")]
    [TestCase("var.a", "variable \"a\" {}", null)]
    [TestCase("local.a", "locals {\n a = \"${local.b}.0.0\"\n b = \"0.0\"\n}", "0.0.0.0")]
    [TestCase("local.a", "locals { a = local.a }", null)]
    [TestCase("var.on ? \"0.0.0.0\" : \"127.0.0.1\"", "variable \"on\" { default = true }", "0.0.0.0")]
    [TestCase("var.on ? \"0.0.0.0\" : \"127.0.0.1\"", "variable \"on\" {}", null)]
    [TestCase("var.on ? \"0.0.0.0\" : \"0.0.0.0\"", "variable \"on\" {}", "0.0.0.0")]
    [TestCase("merge({ a = \"x\" }, var.m).a", "variable \"m\" { default = { a = \"0.0.0.0\" } }", "0.0.0.0")]
    [TestCase("lookup(var.m, \"b\", \"0.0.0.0\")", "variable \"m\" { default = {} }", "0.0.0.0")]
    [TestCase("coalesce(\"\", null, \"0.0.0.0\")", "", "0.0.0.0")]
    [TestCase("try(var.m.x, \"0.0.0.0\")", "variable \"m\" { default = {} }", "0.0.0.0")]
    [TestCase("try(var.m.x.y, \"0.0.0.0\")", "variable \"m\" {}", null)]
    [TestCase("can(var.m.x) ? \"127.0.0.1\" : \"0.0.0.0\"", "variable \"m\" { default = {} }", "0.0.0.0")]
    [TestCase("var.m.listen", "variable \"m\" {\n type = object({ listen = optional(string, \"0.0.0.0\") })\n default = {}\n}", "0.0.0.0")]
    [TestCase("coalesce(var.m.listen, \"0.0.0.0\")", "variable \"m\" {\n type = object({ listen = optional(string) })\n default = {}\n}", "0.0.0.0")]
    [TestCase("var.m[0].listen", "variable \"m\" {\n type = list(object({ listen = optional(string, \"0.0.0.0\") }))\n default = [{}]\n}", "0.0.0.0")]
    [TestCase("jsonencode({ b = [true], a = 1 }) == \"{\\\"a\\\":1,\\\"b\\\":[true]}\" ? \"0.0.0.0\" : var.x", "", "0.0.0.0")]
    [TestCase("sort([\"b\", \"0.0.0.0\"])[0]", "", "0.0.0.0")]
    [TestCase("format(\"%s.%d.0.0\", \"0\", 0)", "", "0.0.0.0")]
    [TestCase("join(\".\", [for i in range(4) : 0])", "", "0.0.0.0")]
    [TestCase("element([\"0.0.0.0\"], 3)", "", "0.0.0.0")]
    [TestCase("{ for k, v in { a = \"0.0.0.0\" } : upper(k) => v }[\"A\"]", "", "0.0.0.0")]
    [TestCase("file(\"address.txt\")", "", null)]
    [TestCase("data.http.ip.body", "", null)]
    [TestCase("libvirt_network.lan.bridge", "resource \"libvirt_network\" \"lan\" { bridge = \"0.0.0.0\" }", "0.0.0.0")]
    [TestCase("libvirt_network.lan.id", "resource \"libvirt_network\" \"lan\" { bridge = \"0.0.0.0\" }", null)]
    [TestCase("module.m.address", "module \"m\" { source = \"./elsewhere\" }", null)]
    public void A_value_is_known_or_not(string expression, string declarations, string? expected)
    {
        var address = Addresses(("main.tf", Domain(expression)), ("other.tf", declarations + "\n")).Single();

        Assert.That(address.State, Is.EqualTo(expected is null ? FactState.Unresolved : FactState.Stated));
        Assert.That(address.IsKnown ? address.Value.Text : null, Is.EqualTo(expected));
    }

    [Test]
    public void A_known_value_is_reported_where_it_is_used_and_explained_where_it_is_written()
    {
        var address = Addresses(("main.tf", Domain("var.a")), ("variables.tf", "variable \"a\" {\n  default = \"0.0.0.0\"\n}\n")).Single();

        Assert.That(address.Origin?.File.Text.ToString(address.Origin.Value.Span), Is.EqualTo("var.a"));
        Assert.That(address.Related.Single().Origin.File.Path, Is.EqualTo("variables.tf"));
        Assert.That(address.Related.Single().Origin.File.Text.ToString(address.Related.Single().Origin.Span), Is.EqualTo("0.0.0.0"));
    }

    [Test]
    public void Files_of_values_win_in_terraforms_order()
    {
        (string, string)[] files =
        [
            ("main.tf", Domain("var.a") + "variable \"a\" { default = \"1.1.1.1\" }\n"),
            ("terraform.tfvars", "a = \"2.2.2.2\"\n"),
            ("b.auto.tfvars", "a = \"4.4.4.4\"\n"),
            ("a.auto.tfvars", "a = \"3.3.3.3\"\n"),
        ];

        Assert.That(Addresses(files).Single().Value.Text, Is.EqualTo("4.4.4.4"));
        Assert.That(Addresses(files[..2]).Single().Value.Text, Is.EqualTo("2.2.2.2"));
    }

    [TestCase("terraform.tfvars.json", "2.2.2.2")]
    [TestCase("z.auto.tfvars.json", "2.2.2.2")]
    [TestCase("a.auto.tfvars.json", "3.3.3.3")]
    public void Files_of_values_in_JSON_take_their_turn(string path, string expected) => Assert.That(
        Addresses(
            ("main.tf", Domain("var.a") + "variable \"a\" { default = \"1.1.1.1\" }\n"),
            (path, "{ \"a\": \"2.2.2.2\" }"),
            path == "terraform.tfvars.json" ? ("terraform.tfvars", "a = \"3.3.3.3\"\n") : ("b.auto.tfvars", "a = \"3.3.3.3\"\n")).Single().Value.Text,
        Is.EqualTo(expected));

    [Test]
    public void Both_notations_make_one_module() => Assert.That(
        Addresses(("main.tf", Domain("var.a")), ("variables.tf.json", "{ \"variable\": { \"a\": { \"default\": \"0.0.0.0\" } } }")).Single().Value.Text,
        Is.EqualTo("0.0.0.0"));

    [Test]
    public void A_file_of_values_that_may_be_loaded_or_not_makes_a_variable_unknown() => Assert.That(
        Addresses(("main.tf", Domain("var.a") + "variable \"a\" { default = \"1.1.1.1\" }\n"), ("env/prod.tfvars", "a = \"0.0.0.0\"\n")).Single().IsUnresolved);

    [Test]
    public void A_template_of_the_tree_is_filled_in()
    {
        var address = Addresses(
            ("infra/main.tf", "module \"m\" { source = \"./m\" }\n"),
            ("infra/m/main.tf", Domain("templatefile(\"${path.module}/files/../address.tftpl\", { last = 0 })")),
            ("infra/m/address.tftpl", "0.0.0.${last}")).Single();

        Assert.That(address.Value.Text, Is.EqualTo("0.0.0.0"));
        Assert.That(address.Related.Single().Origin.File.Path, Is.EqualTo("infra/m/address.tftpl"));
    }

    [TestCase("{}")]
    [TestCase("var.unknown")]
    public void A_template_that_lacks_a_name_is_not_known(string names) => Assert.That(
        Addresses(("main.tf", Domain($"templatefile(\"address.tftpl\", {names})")), ("address.tftpl", "0.0.0.${last}")).Single().IsUnresolved);

    [Test]
    public void A_local_module_is_judged_with_what_its_callers_pass()
    {
        var addresses = Addresses(
            ("main.tf", "module \"one\" {\n  source = \"./guest\"\n  a = \"0.0.0.0\"\n}\nmodule \"two\" {\n  source = \"./guest\"\n}\n"),
            ("guest/main.tf", Domain("var.a") + "variable \"a\" { default = \"127.0.0.1\" }\n"));

        Assert.That(addresses.Select(static address => address.Value.Text), Is.EquivalentTo(new[] { "0.0.0.0", "127.0.0.1" }));
    }

    [Test]
    public void An_output_of_a_module_is_known_to_its_caller()
    {
        var address = Addresses(
            ("main.tf", Domain("module.net.address") + "module \"net\" { source = \"./net\" }\n"),
            ("net/main.tf", "output \"address\" { value = \"0.0.0.0\" }\n")).Single();

        Assert.That(address.Value.Text, Is.EqualTo("0.0.0.0"));
    }

    [TestCase("count = 2", 2)]
    [TestCase("count = 0", 0)]
    [TestCase("count = var.unknown", 1)]
    [TestCase("for_each = toset([\"a\", \"b\", \"c\"])", 3)]
    [TestCase("for_each = var.unknown", 1)]
    public void Count_and_for_each_make_instances(string meta, int expected) =>
        Assert.That(Addresses(("main.tf", Domain("\"0.0.0.0\"", meta))), Has.Count.EqualTo(expected));

    [Test]
    public void Dynamic_blocks_are_unrolled()
    {
        var addresses = Addresses(("main.tf", """
            resource "libvirt_domain" "d" {
              dynamic "graphics" {
                for_each = ["0.0.0.0", "127.0.0.1"]
                content {
                  listen_type    = "address"
                  listen_address = graphics.value
                }
              }
            }
            """));

        Assert.That(addresses.Select(static address => address.Value.Text), Is.EqualTo(new[] { "0.0.0.0", "127.0.0.1" }));
    }

    [Test]
    public void Modules_that_call_each_other_come_to_an_end()
    {
        var addresses = Addresses(
            ("main.tf", "module \"a\" { source = \"./a\" }\n"),
            ("a/main.tf", Domain("\"0.0.0.0\"") + "module \"b\" { source = \"../b\" }\n"),
            ("b/main.tf", "module \"a\" {\n  source = \"../a\"\n  count = 3\n}\n"));

        Assert.That(addresses, Is.Not.Empty);
    }

    private static string Domain(string address, string meta = "") =>
        $"resource \"libvirt_domain\" \"db\" {{\n  name = \"db01\"\n  {meta}\n  {Graphics.Replace("$", address)}\n}}\n";

    private static List<Fact<ListenAddress>> Addresses(params (string Path, string Text)[] files)
    {
        var engine = LintEngine.Default;
        var results = files.Select(file => engine.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None)).ToList();
        var analysis = engine.Judge(results, new SeverityPolicy());
        Assert.That(analysis.Failures, Is.Empty);
        Assert.That(results.SelectMany(static result => result.Issues).Select(static issue => issue.Message), Is.Empty);
        return [.. results.SelectMany(static result => result.Model?.Entities ?? []).OfType<RemoteConsole>().Select(static console => console.Address)];
    }
}
