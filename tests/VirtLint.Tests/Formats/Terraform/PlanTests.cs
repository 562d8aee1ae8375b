using System;
using System.Linq;
using CsCheck;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;
using VirtLint.Rules;
using VirtLint.Tests.Syntax;

namespace VirtLint.Tests.Formats.Terraform;

public sealed class PlanTests
{
    private const string Plan = """
        {
          "format_version": "1.2",
          "terraform_version": "1.9.5",
          "variables": { "login": { "value": "very-sensitive-1" } },
          "planned_values": {
            "root_module": {
              "resources": [
                {
                  "address": "libvirt_domain.db[0]",
                  "mode": "managed",
                  "type": "libvirt_domain",
                  "name": "db",
                  "index": 0,
                  "values": {
                    "name": "db01",
                    "description": "",
                    "graphics": [ { "type": "vnc", "listen_type": "address", "listen_address": "0.0.0.0", "autoport": true } ]
                  },
                  "sensitive_values": { "graphics": [ {} ] }
                }
              ],
              "child_modules": [
                {
                  "address": "module.web",
                  "resources": [
                    {
                      "address": "module.web.proxmox_virtual_environment_vm.web",
                      "mode": "managed",
                      "type": "proxmox_virtual_environment_vm",
                      "name": "web",
                      "values": {
                        "name": "web01",
                        "initialization": [ { "user_account": [ { "username": "root", "password": "very-sensitive-2" } ] } ],
                        "network_device": [ { "bridge": "vmbr0", "firewall": false } ]
                      },
                      "sensitive_values": { "initialization": [ { "user_account": [ { "password": true } ] } ], "network_device": [ {} ] }
                    }
                  ]
                }
              ]
            }
          },
          "resource_changes": [
            {
              "address": "module.web.proxmox_virtual_environment_vm.web",
              "change": {
                "actions": [ "create" ],
                "before": null,
                "after": { "initialization": [ { "user_account": [ { "username": "root", "password": "very-sensitive-2" } ] } ] },
                "after_unknown": { "id": true, "network_device": [ { "mac_address": true } ] },
                "after_sensitive": { "initialization": [ { "user_account": [ { "password": true } ] } ] }
              }
            }
          ]
        }
        """;

    private const string Configuration = """
        resource "libvirt_domain" "db" {
          count = var.count
          name  = "db01"
          graphics {
            type           = "vnc"
            listen_type    = "address"
            listen_address = var.address
          }
        }
        """;

    [Test]
    public void Every_planned_resource_is_bound_at_the_plan()
    {
        var model = Judge(("plan.json", Plan)).Files.Single().Model!;

        Assert.That(model.Format, Is.EqualTo("terraform-plan"));
        Assert.That(model.Entities.OfType<VirtualMachine>().Select(static machine => machine.Name), Is.EqualTo(new[] { "db01", "web01" }));
        Assert.That(Address(Judge(("plan.json", Plan))).Value.Text, Is.EqualTo("0.0.0.0"));
    }

    [Test]
    public void A_plan_gives_the_values_that_the_configuration_leaves_open()
    {
        var analysis = Judge(("main.tf", Configuration), ("plan.json", Plan));

        var address = Address(analysis);
        Assert.That(address.Value.Text, Is.EqualTo("0.0.0.0"));
        Assert.That(address.Origin?.File.Path, Is.EqualTo("main.tf"));
        Assert.That(address.Origin?.File.Text.ToString(address.Origin.Value.Span), Is.EqualTo("var.address"));
        Assert.That(address.Related.Single().Origin.File.Path, Is.EqualTo("plan.json"));
        Assert.That(address.Related.Single().Origin.File.Text.ToString(address.Related.Single().Origin.Span), Is.EqualTo("0.0.0.0"));
    }

    [Test]
    public void A_defect_of_a_configuration_and_its_plan_is_reported_once()
    {
        var listening = Judge(("main.tf", Configuration), ("plan.json", Plan)).Findings.Where(static finding => finding.Message.Contains("0.0.0.0", StringComparison.Ordinal)).ToList();

        Assert.That(listening.Select(static finding => finding.Rule.Id), Is.Unique.And.Not.Empty);
        Assert.That(listening.Select(static finding => finding.Origin.File.Path).Distinct(), Is.EqualTo(new[] { "main.tf" }));
    }

    [Test]
    public void A_plan_in_a_folder_above_belongs_to_the_configuration_that_declares_its_resources() =>
        Assert.That(Address(Judge(("infra/main.tf", Configuration), ("plan.json", Plan))).Origin?.File.Path, Is.EqualTo("infra/main.tf"));

    [TestCase("{ \"format_version\": 1, \"terraform_version\": 2, \"planned_values\": { \"root_module\": { \"resources\": 3 } } }")]
    [TestCase("{ \"format_version\": \"1\", \"terraform_version\": \"2\", \"values\": { \"root_module\": [] } }")]
    public void A_plan_of_another_shape_tells_nothing(string text) =>
        Assert.That(Judge(("plan.json", text)).Findings, Is.Empty);

    [Test]
    public void A_sensitive_value_is_neither_reported_nor_known()
    {
        var analysis = Judge(("plan.json", Plan));

        Assert.That(analysis.Findings.Select(static finding => finding.Rule.Id), Has.None.EqualTo("VL1050"));
        var model = analysis.Files.Single().Model!;
        Assert.That(model.Entities.SelectMany(static entity => entity.Facts).Select(static fact => fact.Value.AsWritten), Has.None.Contain("very-sensitive"));
        Assert.That(model.Hidden.Select(span => model.File.Text.ToString(span)).Distinct(), Is.EquivalentTo(new[] { "very-sensitive-1", "very-sensitive-2" }));
    }

    [Test]
    public void A_provider_is_judged_by_the_constants_of_its_configuration()
    {
        var analysis = Judge(("plan.json", """
            {
              "format_version": "1.2",
              "terraform_version": "1.9.5",
              "planned_values": { "root_module": {} },
              "configuration": {
                "provider_config": {
                  "proxmox": {
                    "name": "proxmox",
                    "expressions": {
                      "endpoint": { "constant_value": "https://pve1.example.net:8006/" },
                      "insecure": { "constant_value": true },
                      "password": { "references": [ "var.password" ] }
                    }
                  }
                }
              }
            }
            """));

        var finding = analysis.Findings.Single(static finding => finding.Rule.Id == "VL1010");
        Assert.That(finding.Origin.File.Text.ToString(finding.Origin.Span), Is.EqualTo("true"));
        Assert.That(analysis.Findings.Select(static found => found.Rule.Id), Has.None.EqualTo("VL1050"));
    }

    [Test]
    public void Broken_plans_neither_throw_nor_leave_their_bounds()
    {
        string[] pieces = ["", "\"", "{", "}", "[", "]", "null", "true", "1", ":", ","];

        Snippet.Mutated(Plan, pieces).Sample(text => Assert.That(Judge(("plan.json", text)).Failures, Is.Empty), iter: 200);
    }

    private static Fact<ListenAddress> Address(Analysis analysis) =>
        analysis.Files.SelectMany(static file => file.Model?.Entities ?? []).OfType<RemoteConsole>().Single().Address;

    private static Analysis Judge(params (string Path, string Text)[] files)
    {
        var engine = LintEngine.Default;
        var analysis = engine.Judge([.. files.Select(file => engine.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None))], new SeverityPolicy(Profile: Profile.Strict));
        Assert.That(analysis.Failures, Is.Empty);
        return analysis;
    }
}
