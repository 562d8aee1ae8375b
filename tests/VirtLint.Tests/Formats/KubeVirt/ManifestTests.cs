using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.KubeVirt;

/// <summary>How manifests are recognised, and what of them is taken at its word.</summary>
public sealed class ManifestTests
{
    private const string Instance = "apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nmetadata:\n  name: a\nspec:\n  domain:\n    devices: {}\n";

    private static readonly LintEngine s_engine = new(FormatRegistry.Default, []);

    [TestCase("vm.yaml", Instance, true)]
    [TestCase("vm.json", """{"apiVersion":"kubevirt.io/v1","kind":"VirtualMachineInstance","metadata":{"name":"a"},"spec":{"domain":{}}}""", true)]
    [TestCase("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n", false)]
    [TestCase("play.yml", "- hosts: all\n  tasks:\n  - kubernetes.core.k8s:\n      definition:\n        apiVersion: kubevirt.io/v1\n        kind: VirtualMachine\n", false)]
    [TestCase("list.yaml", "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n", false)]
    [TestCase("swagger.json", """{"swagger":"2.0","definitions":{"v1.VirtualMachine":{"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"group":{"x":"kubevirt.io"}}}}}""", false)]
    [TestCase("nfs.yaml", "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: nfs\n  labels:\n    cdi.kubevirt.io/testing: ''\n", false)]
    [TestCase("list.yaml", "kind: List\napiVersion: v1\nitems:\n- apiVersion: kubevirt.io/v1\n  kind: VirtualMachine\n", true)]
    public void A_manifest_is_recognised_by_its_own_group(string path, string text, bool isOurs)
    {
        var file = Read(path, text);

        Assert.That(file.Format?.Id == "kubernetes-manifest", Is.EqualTo(isOurs));
    }

    [Test]
    public void Each_object_of_a_list_and_of_a_stream_is_read()
    {
        var list = "apiVersion: v1\nkind: List\nitems:\n" + Item("b") + Item("c") + "---\n" + Instance;

        var machines = Read("vms.yaml", list).Model!.Entities.OfType<VirtualMachine>().Select(static machine => machine.Name);

        Assert.That(machines, Is.EqualTo(new[] { "b", "c", "a" }));
    }

    [Test]
    public void What_a_chart_puts_in_by_condition_is_unresolved()
    {
        var text = Instance + "    firmware:\n      bootloader:\n        efi:\n{{- if .Values.insecure }}\n          secureBoot: false\n{{- end }}\n          persistent: true\n";

        var firmware = Read("vm.yaml", text).Model!.Entities.OfType<GuestFirmware>().Single();

        Assert.That(firmware.SecureBoot.IsUnresolved, Is.True);
    }

    [TestCase("overlays/test/vm.yaml")]
    [TestCase("vm-patch.yaml")]
    public void What_an_overlay_leaves_out_is_unknown(string path)
    {
        var firmware = Read(path, Instance).Model!.Entities.OfType<GuestFirmware>().Single();

        Assert.That(firmware.Interface.State, Is.EqualTo(FactState.Absent));
    }

    [Test]
    public void A_manifest_that_terraform_hands_on_keeps_its_place_in_the_file()
    {
        const string Text = "resource \"kubectl_manifest\" \"a\" {\n  yaml_body = <<-YAML\n    apiVersion: kubevirt.io/v1\n    kind: KubeVirt\n    metadata:\n      name: a\n    spec:\n      configuration:\n        migrations:\n          disableTLS: true\n  YAML\n}\n";
        var file = Read("main.tf", Text);
        s_engine.Judge([file], new SeverityPolicy());

        var policy = file.Model!.Entities.OfType<MigrationPolicy>().Single();

        Assert.That(policy.Protection.Is(LinkProtection.None), Is.True);
        Assert.That(policy.Protection.Origin!.Value.Span, Is.EqualTo(new TextSpan(Text.IndexOf("true", System.StringComparison.Ordinal), 4)));
    }

    [Test]
    public void A_setting_within_a_text_in_double_quotes_is_read_as_a_whole()
    {
        const string Text = "apiVersion: harvesterhci.io/v1beta1\nkind: Setting\nmetadata:\n  name: kubevirt-migration\nvalue: \"{\\\"disableTLS\\\": true}\"\n";

        var policy = Read("setting.yaml", Text).Model!.Entities.OfType<MigrationPolicy>().Single();

        Assert.That(policy.Protection.Is(LinkProtection.None), Is.True);
        Assert.That(policy.Protection.Origin!.Value.Span.Start, Is.EqualTo(Text.IndexOf('{', System.StringComparison.Ordinal)));
    }

    private static string Item(string name) =>
        "- " + string.Join("\n  ", Instance.TrimEnd('\n').Replace("name: a", $"name: {name}", System.StringComparison.Ordinal).Split('\n')) + "\n";

    private static FileResult Read(string path, string text) => s_engine.Read(path, SourceText.From(text), new ProjectOptions(static _ => null));
}
