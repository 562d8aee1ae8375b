using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.Proxmox;

/// <summary>The Ceph configuration that a Proxmox VE cluster shares: <c>ceph.conf</c>.</summary>
/// <remarks>Ceph, doc/rados/configuration/ceph-conf.rst: blanks, hyphens and underscores in names are equal.</remarks>
internal sealed class CephConfFormat : Format
{
    private const string Source = "doc/rados/configuration/auth-config-ref.rst";

    private static readonly string[] s_keys = ["auth_client_required", "auth_cluster_required", "auth_service_required"];

    private static readonly Vocabulary<StoreAuthentication> s_words =
        Vocabulary.Of(("cephx", StoreAuthentication.Secret), ("none", StoreAuthentication.None));

    /// <summary>For documentation: any of the three weakens the cluster, so that the weakest is bound.</summary>
    public static readonly BindingTable<ImageStore> Table = new BindingTable<ImageStore>(Platform.ProxmoxVe, "ceph.conf: global", Source)
        .Row("auth_client_required", (s, f) => s.Authentication = f, s_words)
        .Row("auth_cluster_required", (s, f) => s.Authentication = f, s_words)
        .Row("auth_service_required", (s, f) => s.Authentication = f, s_words)
        .Computed("(file)", s => s.StoreKind, "a Ceph cluster", source: "ceph.conf");

    public override string Id => "pve-ceph";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Ceph settings of a Proxmox VE cluster (ceph.conf)";

    /// <summary>Ceph serves other platforms too: only a copy of /etc/pve, or its paths inside, make it Proxmox VE's.</summary>
    public override PathClaim Claim(FilePath path) => path.Name is not ("ceph.conf" or "ceph.conf.j2") ? PathClaim.None
        : PvePaths.IsInClusterFolder(path) ? PathClaim.Certain
        : PathClaim.Possible;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.Has(text, "/etc/pve/");

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.Ceph);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        if (tree.Section("global") is not { } global)
            return;

        var store = context.Add(new ImageStore("ceph", context.Origin(global.Anchor)));
        store.StoreKind = Fact.Default(StoreKind.Rbd, store.Origin, "ceph.conf");
        foreach (var key in s_keys)
        {
            if (Spelling(global, key) is not { } spelling)
                continue;

            store.Authentication = Facts.Read(global, spelling, s_words, null, Source, context);
            if (store.Authentication.Is(StoreAuthentication.None))
                break;
        }
    }

    /// <summary>The key as this file spells it, or null when it is absent.</summary>
    private static string? Spelling(IniSection section, string key)
    {
        string? found = null;
        foreach (var setting in section.Settings)
        {
            if (setting.Key.Replace(' ', '_').Replace('-', '_') == key)
                found = setting.Key;
        }

        return found;
    }
}
