using System.Linq;
using CsCheck;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Syntax;
using VirtLint.Syntax.Ifupdown;
using VirtLint.Syntax.Pve;

namespace VirtLint.Tests.Syntax.Pve;

public sealed class PveTreeTests
{
    private const string Guest = "#Web%20server\nbootdisk: scsi0\ncores: 2\nnet0: virtio=BC:24:11:00:00:01,bridge=vmbr0\n\n[PENDING]\ncores: 4\ndelete: bootdisk\n\n[before-upgrade]\ncores: 1\nsnaptime: 1700000000\n\n[special:cloudinit]\nx: y\n";

    [Test]
    public void A_guest_has_main_pending_and_snapshot_sections()
    {
        var tree = PveGuestTree.Parse(SourceText.From(Guest), PveGuestKind.VirtualMachine);

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(tree.Main.Find("cores")?.Value, Is.EqualTo("2"));
        Assert.That(tree.Effective.Find("cores")?.Value, Is.EqualTo("4"));
        Assert.That(tree.Effective.Find("bootdisk"), Is.Null);
        Assert.That(tree.Snapshots.Single().Name, Is.EqualTo("before-upgrade"));
        Assert.That(tree.Comments.Single().Text, Is.EqualTo("Web%20server"));
    }

    [Test]
    public void A_property_string_splits_at_commas_and_the_first_equals_sign()
    {
        var text = SourceText.From(Guest);
        var net = PveGuestTree.Parse(text, PveGuestKind.VirtualMachine).Main.Find("net0")!;

        var properties = PropertyString.Parse(net, "model");

        Assert.That(properties.Find("virtio")?.Value, Is.EqualTo("BC:24:11:00:00:01"));
        Assert.That(text.ToString(properties.Find("bridge")!.ValueSpan), Is.EqualTo("vmbr0"));
    }

    [Test]
    public void A_part_without_a_key_states_the_default_key()
    {
        var text = SourceText.From("migration: insecure,network=10.0.0.0/24\n");
        var setting = PveOptionsTree.Parse(text).Root.Find("migration")!;

        var properties = PropertyString.Parse(setting, "type");

        Assert.That(text.ToString(properties.Find("type")!.ValueSpan), Is.EqualTo("insecure"));
        Assert.That(text.WithChanges(properties.Replace(properties.Find("type")!, "secure")!.Value).ToString(), Is.EqualTo("migration: secure,network=10.0.0.0/24\n"));
        Assert.That(text.WithChanges(properties.Remove(properties.Find("network")!)!.Value).ToString(), Is.EqualTo("migration: insecure\n"));
        Assert.That(text.WithChanges(properties.Remove(properties.Find("type")!)!.Value).ToString(), Is.EqualTo("migration: network=10.0.0.0/24\n"));
    }

    [Test]
    public void Container_keys_of_lxc_may_be_empty_use_either_separator_and_accumulate()
    {
        var tree = PveGuestTree.Parse(SourceText.From("arch: amd64\nlxc.cap.drop:\nlxc.idmap = u 0 100000 65536\nlxc.idmap: g 0 100000 65536\n"), PveGuestKind.Container);

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(tree.Main.Find("lxc.cap.drop")?.Value, Is.Empty);
        Assert.That(tree.Main.FindAll("lxc.idmap").Select(static s => s.Value), Is.EqualTo(["u 0 100000 65536", "g 0 100000 65536"]));
    }

    [Test]
    public void A_malformed_line_is_reported_and_the_rest_is_still_read()
    {
        var tree = PveGuestTree.Parse(SourceText.From("cores 2\nmemory: 512\n"), PveGuestKind.VirtualMachine);

        Assert.That(tree.Errors.Single().Message, Does.EndWith("expected 'key: value'"));
        Assert.That(tree.Main.Find("memory")?.Value, Is.EqualTo("512"));
    }

    [Test]
    public void Edits_of_a_guest_read_back_and_keep_keys_sorted()
    {
        var text = SourceText.From("cores: 2\nmemory: 512\n");
        var main = PveGuestTree.Parse(text, PveGuestKind.VirtualMachine).Main;

        var inserted = text.WithChanges(main.Insert("agent", "1")!.Value);
        var appended = text.WithChanges(main.Insert("protection", "1")!.Value);

        Assert.That(inserted.ToString(), Is.EqualTo("agent: 1\ncores: 2\nmemory: 512\n"));
        Assert.That(appended.ToString(), Is.EqualTo("cores: 2\nmemory: 512\nprotection: 1\n"));
    }

    [Test]
    public void A_section_configuration_ends_its_sections_at_blank_lines()
    {
        var tree = SectionConfigTree.Parse(SourceText.From("dir: local\n\tpath /var/lib/vz\n\tshared\n# note\n\nnfs: nas\n\tserver 10.0.0.1\n\tserver 10.0.0.2\n\n\tstray 1\n"));

        Assert.That(tree.Sections.Select(static s => $"{s.Type}/{s.Id}"), Is.EqualTo(["dir/local", "nfs/nas"]));
        Assert.That(tree.Sections[0].IsOn("shared"));
        Assert.That(tree.Sections[1].Find("server")?.Value, Is.EqualTo("10.0.0.1"));
        Assert.That(tree.Errors.Select(static e => e.Message), Is.EqualTo(
        [
            "'server' is stated twice in 'nas'; the first value is read",
            "an indented setting stands in no section; expected a header 'type: id' without a blank line after it",
        ]));
    }

    [Test]
    public void User_records_have_decoded_fields_with_spans()
    {
        var text = SourceText.From("user:root@pam:1:0:::a%40b.net:::\nacl:1:/vms:admin@pve:Administrator:\nnonsense:x\n");

        var tree = UserConfigTree.Parse(text);

        Assert.That(tree.Records[0].Field(5).Text, Is.EqualTo("a@b.net"));
        Assert.That(text.ToString(tree.Records[1].Field(3).Span), Is.EqualTo("Administrator"));
        Assert.That(tree.Errors.Single().Message, Does.StartWith("unknown record 'nonsense'"));
    }

    [Test]
    public void A_firewall_has_options_sets_rules_and_groups()
    {
        var text = SourceText.From("[OPTIONS]\nEnable: 1\n\n[IPSET management]\n10.0.0.0/8 # lab\n!10.1.0.0/16\n\n[RULES]\n|IN SSH(ACCEPT) -source +management\nGROUP web -i net0\nIN ACCEPT -p tcp -dport 8006 # gui\n\n[group web]\nIN HTTPS(ACCEPT)\n");

        var tree = FirewallTree.Parse(text);

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(tree.Options.Find("enable")?.Value, Is.EqualTo("1"));
        Assert.That(tree.Sets.Single().Entries.Select(static e => (e.Address.Text, e.IsNegated)), Is.EqualTo([("10.0.0.0/8", false), ("10.1.0.0/16", true)]));
        Assert.That(tree.Rules.Select(static r => (r.IsEnabled, r.Direction, r.Macro.Text, r.Action.Text)), Is.EqualTo(
        [
            (false, "IN", "SSH", "ACCEPT"),
            (true, "GROUP", null, "web"),
            (true, "IN", null, "ACCEPT"),
        ]));
        Assert.That(text.ToString(tree.Rules[2].Find("dport")!.ValueSpan), Is.EqualTo("8006"));
        Assert.That(tree.Groups.Single().Rules.Single().Macro.Text, Is.EqualTo("HTTPS"));
    }

    [Test]
    public void Corosync_sections_nest()
    {
        var tree = CorosyncTree.Parse(SourceText.From("totem {\n  secauth: off\n  interface {\n    linknumber: 0\n  }\n}\nnodelist {\n  node {\n    name: a\n  }\n  node {\n    name: b\n  }\n}\n"));

        Assert.That(tree.Root.Find("totem.secauth")?.Value, Is.EqualTo("off"));
        Assert.That(tree.Root.Find("totem.interface.linknumber")?.Value, Is.EqualTo("0"));
        Assert.That(tree.Root.Sections("nodelist").Single().Sections("node").Count(), Is.EqualTo(2));
    }

    [Test]
    public void Interfaces_have_stanzas_whose_options_ignore_the_kind_of_dash()
    {
        var tree = IfupdownTree.Parse(SourceText.From("auto lo\niface lo inet loopback\n\niface vmbr0 inet static\n\tbridge_ports eno1 \\\n\t  eno2\n\tbridge-vlan-aware yes\nsource interfaces.d/*\n"));

        var bridge = tree.Stanzas.Single(static s => s is { Keyword.Text: "iface", Name: "vmbr0" });
        Assert.That(bridge.Method, Is.EqualTo("static"));
        Assert.That(bridge.Find("bridge-ports")?.Value, Is.EqualTo("eno1 eno2"));
        Assert.That(tree.Errors, Is.Empty);
    }

    [Test]
    public void No_text_makes_a_parser_throw_or_point_outside_of_it()
    {
        string[] pieces =
        [
            "[", "]", "[PENDING]", "[snap]", "\n", "\r\n", "key: value", "\t", "a b", ":", "=", ",", "#", "|IN ", "ACCEPT", "SSH(", ")", "-p", " ", "{", "}", "{% x %}", "iface x",
            "\\", "user:", "acl:1:/", "%zz", "lxc.a:", "\uFEFF", "é", "dir: x", "!", "[IPSET a]", "[RULES]", "[group", "[OPTIONS]"
        ];

        Gen.Int[0, pieces.Length - 1].Array[0, 60].Sample(picks =>
        {
            var text = SourceText.From(string.Concat(picks.Select(pick => pieces[pick])));
            SyntaxTree[] trees =
            [
                PveGuestTree.Parse(text, PveGuestKind.VirtualMachine), PveGuestTree.Parse(text, PveGuestKind.Container), PveOptionsTree.Parse(text),
                SectionConfigTree.Parse(text), SectionConfigTree.Parse(text, SectionHeader.IdOnly), UserConfigTree.Parse(text), FirewallTree.Parse(text),
                CorosyncTree.Parse(text), IfupdownTree.Parse(text),
            ];
            return trees.SelectMany(static tree => tree.Errors).All(error => error.Span.End <= text.Length);
        });
    }
}
