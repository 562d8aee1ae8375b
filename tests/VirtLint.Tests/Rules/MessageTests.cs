using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Tests.Rules;

/// <summary>What findings say, where the pages' marks cannot tell.</summary>
public sealed class MessageTests
{
    [Test]
    public void A_secret_that_a_variable_brings_names_the_file_that_holds_it()
    {
        var message = Only(
            "VL1050",
            ("main.tf", "variable \"token\" {\n  type = string\n}\n\nprovider \"proxmox\" {\n  endpoint  = \"https://pve1.example.net:8006/\"\n  api_token = var.token\n}\n"),
            ("terraform.tfvars", "token = \"ci@pve!tf=7c2f1d60-5b1e-4c6b-9f0e-2a8d5e4c3b1a\"\n"));

        Assert.That(message, Is.EqualTo("Credential 'provider.proxmox: api_token' has its secret written in clear text in 'terraform.tfvars', for everybody who can read that file"));
    }

    [Test]
    public void A_secret_among_the_variables_of_a_play_is_told_where_it_stands()
    {
        var message = Only(
            "VL1050",
            ("site.yml", "- hosts: localhost\n  tasks:\n    - community.vmware.vmware_host_ntp:\n        hostname: vcenter.example.net\n        username: ansible\n        password: \"{{ vcenter_password }}\"\n        esxi_hostname: esx1\n"),
            ("group_vars/all.yml", "vcenter_password: n1ght-Watch-7\n"));

        Assert.That(message, Is.EqualTo("Credential 'vmware_host_ntp: password' has its secret written in clear text, for everybody who can read the file"));
    }

    [Test]
    public void A_switch_that_is_off_is_told_with_its_key()
    {
        var message = Only("VL5050", ("main.tf", "resource \"proxmox_virtual_environment_container\" \"dns\" {\n  node_name    = \"pve1\"\n  unprivileged = false\n}\n"));

        Assert.That(message, Does.EndWith("'unprivileged' is 'false'"));
    }

    [Test]
    public void A_guest_that_its_provider_cannot_convert_is_no_runnable_template()
    {
        var findings = Judge("VL7030", ("main.tf", "resource \"vsphere_virtual_machine\" \"base\" {\n  name = \"debian-template\"\n}\n"));

        Assert.That(findings, Is.Empty);
    }

    [Test]
    public void A_store_without_the_options_of_its_type_is_none()
    {
        var findings = Judge("VL3030", ("tasks/main.yml", "- community.proxmox.proxmox_storage:\n    name: iso\n    type: cifs\n"));

        Assert.That(findings, Is.Empty);
    }

    private static string Only(string rule, params (string Path, string Text)[] files) => Judge(rule, files).Single();

    private static IReadOnlyList<string> Judge(string rule, params (string Path, string Text)[] files)
    {
        var engine = new LintEngine(FormatRegistry.Default, RuleCatalog.All);
        var read = files.Select(file => engine.Read(file.Path, SourceText.From(file.Text), new ProjectOptions(static _ => null))).ToList();
        return [.. engine.Judge(read, new SeverityPolicy(Select: [rule])).Findings.Select(static finding => finding.Message)];
    }
}
