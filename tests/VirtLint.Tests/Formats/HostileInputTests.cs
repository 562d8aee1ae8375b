using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using CsCheck;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Tests.Formats;

/// <summary>Whatever a file holds, reading and judging it ends soon, without an exception and with spans inside the text.</summary>
public sealed class HostileInputTests
{
    private const long Iterations = 200;

    private static readonly string[] s_pieces =
    [
        "", " ", "\n", "\r\n", "\t", "\0", "\uFEFF", "\uD800", "é", "=", ":", ",", ";", "#", "\"", "'", "[", "]", "{", "}", "<", ">", "</", "/>", "<!--", "-->",
        "<![CDATA[", "&lt;", "&#x0;", "{{ x }}", "{% if x %}", "${x}", "%", "@", "!", "|", "+", "-", "*", "\\", "0", "-1", "99999999999999999999", "1e9",
        "virtlint: ignore VL0010", "net0", "scsi31: ", "lxc.", "[PENDING]\n", "\ndelete: net0\n", "acl:1:/:@g:Administrator:\n", "<domain type='kvm'>", "<disk/>",
    ];

    private static readonly IReadOnlyList<RuleExample> s_examples = [.. RuleCatalog.All.SelectMany(static rule => RulePage.Of(rule).Examples)];

    [TestCaseSource(nameof(Formats))]
    public void A_format_takes_any_text(Format format) =>
        Gen.OneOf(
            Gen.OneOf(s_pieces).Array[0, 60].Select(static parts => string.Concat(parts)),
            Gen.Char.Array[0, 80].Select(static characters => new string(characters)))
        .Sample(text => AssertSound(Bind(format, text), text), iter: Iterations, threads: 1);

    [Test]
    public void A_valid_file_with_a_mistake_is_read_and_judged() =>
        (from example in Gen.OneOf(s_examples.ToArray())
         from start in Gen.Double[0, 1]
         from length in Gen.Int[0, 20]
         from piece in Gen.OneOf(s_pieces)
         select (example.Path, Text: Change(example.Text, start, length, piece)))
        .Sample(static file => AssertJudged(file.Path, file.Text), iter: 5 * Iterations, threads: 1);

    [Test]
    public void A_valid_file_that_another_ends_is_read_and_judged() =>
        (from first in Gen.OneOf(s_examples.ToArray())
         from second in Gen.OneOf(s_examples.ToArray())
         from cut in Gen.Double[0, 1]
         select (first.Path, Text: first.Text[..(int)(cut * first.Text.Length)] + second.Text))
        .Sample(static file => AssertJudged(file.Path, file.Text), iter: 2 * Iterations, threads: 1);

    /// <summary>Lines and elements that come thousands of times must cost thousands of times as much, not the square of it.</summary>
    [TestCase("qemu-server/101.conf", "", "memroy{0}: 1\nnet{0}: virtio=BC:24:11:00:00:01,bridge=vmbr0\nmemory: {0}\n", "")]
    [TestCase("lxc/101.conf", "", "lxc.mount.entry: /srv/{0} srv none bind 0 0\nmp{0}: local:x{0},mp=/m\n", "")]
    [TestCase("storage.cfg", "", "dir: s{0}\n\tpath /s\n\tserver x\n\n", "")]
    [TestCase("pve/user.cfg", "", "user:u{0}@pve:1:0:::::\nacl:1:/:u{0}@pve,x{0}@pve:R{0}:\n", "")]
    [TestCase("firewall/cluster.fw", "[OPTIONS]\nenable: 1\n[RULES]\n", "GROUP g{0}\nIN ACCEPT -source +s{0} -log info\n", "")]
    [TestCase("nova.conf", "", "[s{0}]\nauth_url = http://a{0}\npassword = $x{0}\n[DEFAULT]\ndebgu{0} = 1\n[libvirt]\nvirt_tpye = {0}\n", "")]
    [TestCase("nova.conf", "[DEFAULT]\n", "my_ip{0} = $my_ip $my_ip $my_ip\nmy_ip = $my_ip{0} $transport_url $transport_url\ntransport_url = $my_ip $my_ip\n", "")]
    [TestCase("cinder.conf", "[DEFAULT]\n", "enabled_backends = b{0}\n[b{0}]\nvolume_claer = none\n[DEFAULT]\n", "")]
    [TestCase("policy.yaml", "", "\"identity:create_grant{0}\": \"role:a or role:b\"\n\"context_is_admin\": \"\"\n", "")]
    [TestCase("stack.yaml", "heat_template_version: 2018-08-31\nresources:\n", "  p{0}:\n    type: OS::Neutron::Port\n    properties:\n      security_groups: [a]\n      binding:vnic_type: direct\n", "")]
    [TestCase("etc/tmpfiles.d/a.conf", "", "f /etc/nova/nova.conf 0644 root root - {0}\n", "")]
    [TestCase("etc/libvirt/qemu.conf", "", "vnc_tsl{0} = 1\nvnc_tls = {0}\n", "")]
    [TestCase("vm.xml", "<domain type='kvm'><name>a</name><devices>", "<disk type='file' cahce='x'><source file='/a{0}'/><target dev='v{0}'/><shareabl/></disk><vcpu/>", "</devices></domain>")]
    [TestCase("vms.yaml", "", "---\napiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nmetadata:\n  name: a{0}\nspec:\n  domain:\n    devices:\n      interfaces:\n      - name: x\n  networks:\n  - name: x\n    multus: {{ networkName: n }}\n", "")]
    [TestCase("vm.yaml", "apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nspec:\n  domain:\n    devices:\n      disks:\n", "      - name: d{0}\n        disk: {{}}\n", "")]
    [TestCase("a.sh", "ovs-vsctl add-br br0\n", "ovs-vsctl add-port br0 vnet{0} tag=7 -- set bridge br0 flood-vlans={0} -- add bridge br0 flood-vlans {0} -- remove bridge br0 flood-vlans {0}x\n", "")]
    [TestCase("a.sh", "ovs-vsctl add-br br0\n", "ovs-vsctl set bridge br0 other_config=${{a{0}${{ external_ids:k{0}=[{{\"${{{0}\n", "")]
    [TestCase("a/conf.db", "OVSDB JSON 1 a\n{\"name\":\"Open_vSwitch\",\"tables\":{\"Bridge\":{\"columns\":{\"ports\":{\"type\":{\"max\":\"unlimited\",\"key\":\"uuid\"}}}}}}\n", "OVSDB JSON 1 a\n{{\"_is_diff\":true,\"Bridge\":{{\"b\":{{\"name\":\"br0\",\"ports\":[\"uuid\",\"p{0}\"]}}}}}}\n", "")]
    public void A_large_file_is_judged_in_bounded_time(string path, string head, string line, string tail)
    {
        var text = new StringBuilder(head);
        for (var i = 0; i < 5_000; i++)
            text.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, line, i);

        var clock = Stopwatch.StartNew();

        AssertJudged(path, text.Append(tail).ToString());

        Assert.That(clock.Elapsed.TotalSeconds, Is.LessThan(30));
    }

    private static IEnumerable<TestCaseData> Formats() =>
        FormatRegistry.Default.Formats.Select(static format => new TestCaseData(format).SetArgDisplayNames(format.Id, format.GetType().Name));

    private static FileModel Bind(Format format, string text)
    {
        var path = new FilePath("etc/pve/qemu-server/101.conf");
        var context = new VirtLint.Formats.Binding.BindingContext(new SourceFile(path.Full, SourceText.From(text)), format.Platform, ProjectOptions.None);
        format.Bind(path, context);
        format.Schema?.Check(context);
        return context.ToModel(format.Id, "");
    }

    private static void AssertJudged(string path, string text)
    {
        var file = LintEngine.Default.Read(path, SourceText.From(text), ProjectOptions.None);
        Assert.That(file.Failure, Is.Null, text);
        if (file.Model is not { } model)
            return;

        AssertSound(model, text);
        var analysis = LintEngine.Default.Judge([file], new SeverityPolicy(Profile.Strict));
        Assert.That(analysis.Failures.Select(static failure => $"{failure.RuleId}: {failure.Message}"), Is.Empty, text);
        Assert.That(analysis.Findings.Where(finding => finding.Origin.Span.End > text.Length), Is.Empty, text);
    }

    private static void AssertSound(FileModel model, string text)
    {
        var spans = model.Entities.Select(static entity => entity.Origin.Span)
            .Concat(model.Entities.SelectMany(static entity => entity.Facts).Select(static fact => fact.Value.Origin?.Span ?? default))
            .Concat(model.References.Select(static reference => reference.Origin.Span))
            .Concat(model.Definitions.Select(static definition => definition.Origin?.Span ?? default));
        Assert.That(spans.Where(span => span.End > text.Length), Is.Empty, text);
    }

    private static string Change(string text, double start, int length, string piece)
    {
        var at = (int)(start * text.Length);
        return text[..at] + piece + text[System.Math.Min(at + length, text.Length)..];
    }
}
