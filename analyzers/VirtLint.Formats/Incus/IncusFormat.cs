using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Incus;

/// <summary>What Incus and LXD print and take in: a preseed, an instance, a profile, a project, a server's configuration.</summary>
internal sealed class IncusFormat : Format
{
    /// <summary>Keys and words that hardly anybody else writes.</summary>
    private static readonly string[] s_words =
    [
        "storage_pools:", "devices:", "ipv4.nat", "ipv4.address", "bridge.mtu", "core.https_address", "core.trust_password", "core.metrics_address", "images.auto_update_interval", "security.privileged", "security.nesting",
        "security.secureboot", "security.syscalls.", "security.idmap.", "security.protection.", "raw.lxc", "raw.qemu", "raw.idmap", "raw.apparmor", "raw.seccomp",
        "limits.memory", "limits.cpu", "type: nic", "nictype:", "type: unix-char", "type: unix-block", "features.profiles", "features.images", "restricted.containers.",
        "restricted.devices.", "restricted.virtual-machines.", "cloud-init.user-data", "cloud-init.vendor-data", "user.user-data", "volatile.base_image", "snapshots.schedule", "boot.autostart",
    ];

    public override string Id => "incus";

    public override Platform Platform => Platform.Incus;

    public override string Title => "Incus or LXD preseed, instance, profile, project or server configuration (YAML)";

    public override PathClaim Claim(FilePath path) =>
        path.EndsWith(".yaml") || path.EndsWith(".yml") || path.EndsWith(".yaml.j2") || path.EndsWith(".yml.j2") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) =>
        TextHead.HasLine(text, "", "config:", "storage_pools:", "container:", "- config:", "  config:", "devices:") && TextHead.HasAny(text, s_words) && IsOurs(text);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = YamlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        foreach (var document in tree.Documents)
        {
            if (document is YamlMapping mapping)
                BindObject(mapping, path, context);
            else if (document is YamlSequence list)
                BindAll(list.Nodes, path, context);
        }
    }

    /// <summary>Whether a root of the text is one of the objects: names of keys may stand in anybody's prose.</summary>
    private static bool IsOurs(SourceText text) =>
        YamlTree.Parse(text).Documents.Any(static document => document switch
        {
            YamlMapping mapping => IncusObject.KindOf(mapping) is not IncusObjectKind.None,
            YamlSequence list => list.Nodes.OfType<YamlMapping>().Any(static item => IncusObject.KindOf(item) is not IncusObjectKind.None),
            _ => false,
        });

    private static void BindAll(IEnumerable<YamlNode> nodes, FilePath path, BindingContext context)
    {
        foreach (var node in nodes.OfType<YamlMapping>())
            BindObject(node, path, context);
    }

    private static void BindObject(YamlMapping node, FilePath path, BindingContext context)
    {
        switch (IncusObject.KindOf(node))
        {
            case IncusObjectKind.Preseed:
                if (node["config"] is YamlMapping server)
                    ServerBinder.Bind(server, context);

                foreach (var profile in node.Items("profiles").OfType<YamlMapping>())
                    BindProfile(profile, path, context);

                foreach (var network in node.Items("networks").OfType<YamlMapping>())
                    BindNetwork(network, context);

                foreach (var pool in node.Items("storage_pools").OfType<YamlMapping>())
                    PoolBinder.Bind(pool, pool["config"] as YamlMapping, context);

                foreach (var project in node.Items("projects").OfType<YamlMapping>())
                    ProjectBinder.Bind(project, project["config"] as YamlMapping, project.Find("name"), context);

                foreach (var certificate in node.Items("certificates").OfType<YamlMapping>())
                    CertificateBinder.Bind(certificate, context);

                break;
            case IncusObjectKind.Project:
                ProjectBinder.Bind(node, node["config"] as YamlMapping, node.Find("name"), context);
                break;
            case IncusObjectKind.Certificate:
                CertificateBinder.Bind(node, context);
                break;
            case IncusObjectKind.Network:
                BindNetwork(node, context);
                break;
            case IncusObjectKind.Server when node["config"] is YamlMapping daemon:
                ServerBinder.Bind(daemon, context);
                break;
            case IncusObjectKind.Backup:
                var instance = (node.Select("config.instance") ?? node.Select("config.container") ?? node["instance"] ?? node["container"]) as YamlMapping;
                if (instance is not null)
                    BindInstance(instance, path, context);

                break;
            case IncusObjectKind.Instance:
                BindInstance(node, path, context);
                break;
            case IncusObjectKind.Profile:
                BindProfile(node, path, context);
                break;
        }
    }

    private static void BindNetwork(YamlMapping node, BindingContext context)
    {
        if (node["config"] is YamlMapping config)
            NetworkBinder.Bind(node, config, context);
    }

    private static void BindInstance(YamlMapping node, FilePath path, BindingContext context)
    {
        var isExpanded = node["expanded_config"] is not null || node["expanded_devices"] is not null;
        var takesOver = !isExpanded && node["profiles"] is not YamlSequence { Nodes.IsEmpty: true };
        BindGuest(node, isExpanded ? "expanded_config" : "config", isExpanded ? "expanded_devices" : "devices", isProfile: false, takesOver, path, context);
    }

    private static void BindProfile(YamlMapping node, FilePath path, BindingContext context) =>
        BindGuest(node, "config", "devices", isProfile: true, isPartial: true, path, context);

    /// <param name="isPartial">Whether profiles have a say in what is not stated.</param>
    private static void BindGuest(YamlMapping node, string config, string devices, bool isProfile, bool isPartial, FilePath path, BindingContext context)
    {
        var name = node.Find("name") is { Value.Length: > 0 } stated ? stated.AsLiteral() : new Literal(NameOf(path), node.Anchor);
        var machine = context.Add(new VirtualMachine(name.Text, context.Origin(name.Span)) { IsProfile = isProfile });
        if (!isProfile)
            machine.Profiles = [.. ProfilesOf(node, context)];

        using (context.Partially(isPartial))
        {
            InstanceBinder.Bind(machine, node, node[config] as YamlMapping ?? (SettingScope)new NoSettings(node.Anchor), context);
            if (node[devices] is YamlMapping all)
                DeviceBinder.Bind(machine, all.Entries.Where(static entry => entry.Value is YamlMapping).Select(static entry => (entry.Key, (SettingScope)entry.Value)), context);
        }
    }

    /// <summary>The profiles in the order in which they are laid over each other; one that is there always, where none is named.</summary>
    private static IEnumerable<Fact<string>> ProfilesOf(YamlMapping node, BindingContext context)
    {
        if (node["profiles"] is not YamlSequence profiles)
            return [Fact.Default(IncusLinker.DefaultProfile, context.Origin(node.Anchor), "Incus, doc/profiles: The default profile")];

        return profiles.Nodes.OfType<YamlScalar>().Select(item => TemplateMarks.Contains(item.Value)
            ? Fact<string>.Unresolved(context.Origin(item.ValueSpan), item.Value, "template", "profiles")
            : Fact.Stated(item.Value, context.Origin(item.ValueSpan), item.Value, "profiles"));
    }

    private static string NameOf(FilePath path) => path.Name.IndexOf('.') is > 0 and var dot ? path.Name.Substring(0, dot) : path.Name;
}
