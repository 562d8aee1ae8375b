using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.OpenStack;

/// <summary>What a service lets whom do: <c>policy.yaml</c>.</summary>
internal sealed class PolicyFormat : Format
{
    private static readonly string[] s_migration =
        ["os_compute_api:os-migrate-server:", "os_compute_api:os-evacuate", "os_compute_api:servers:create:forced_host", "compute_extension:admin_actions:migrate"];

    private static readonly string[] s_publishing =
        ["publicize_image", "communitize_image", "set_image_location", "delete_image_location", "copy_image", "add_member"];

    private static readonly string[] s_marks =
        ["\"os_compute_api:", "\"identity:", "\"context_is_admin\"", "\"publicize_image\"", "\"volume:", "\"create_port", "\"create_network", "\"admin_api\"", "\"communitize_image\""];

    public static readonly BindingTable<AccessGrant> Rules = new BindingTable<AccessGrant>(Platform.OpenStack, "policy.yaml", "oslo.policy")
        .Computed("(target)", g => g.PolicyWeakness, "a rule that everybody passes");

    public override string Id => "openstack-policy";

    public override Platform Platform => Platform.OpenStack;

    public override string Title => "OpenStack authorization policy (policy.yaml)";

    public override PathClaim Claim(FilePath path) =>
        path.Name is "policy.yaml" or "policy.yml" or "policy.yaml.j2" or "policy.json" || path.FolderName is "policy.d" ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var head = text.ToString(new TextSpan(0, Math.Min(text.Length, 64 * 1024)));
        return s_marks.Any(mark => head.IndexOf(mark, StringComparison.Ordinal) >= 0);
    }

    public override string SiteRoot(FilePath path) => OpenStackPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = YamlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        foreach (var document in tree.Documents.OfType<YamlMapping>())
        {
            foreach (var setting in document.Settings)
            {
                if (WeaknessOf(setting.Key) is { } weakness && !(setting.IsList && !setting.Items.IsEmpty))
                    BindRule(document, setting, weakness, context);
            }
        }
    }

    private static void BindRule(YamlMapping document, Setting setting, PolicyWeakness weakness, BindingContext context)
    {
        var grant = new AccessGrant(setting.Key, context.Origin(setting.KeySpan));
        var fact = Facts.Read(document, setting, setting.Key, Vocabulary.Text, context);
        if (fact.IsUnresolved)
            grant.PolicyWeakness = Fact<PolicyWeakness>.Unresolved(context.Origin(setting.ValueSpan), setting.Value, fact.Source, setting.Key);
        else if (IsOpen(setting.Value, weakness))
            grant.PolicyWeakness = Fact.Stated(weakness, context.Origin(setting.ValueSpan.IsEmpty ? setting.KeySpan : setting.ValueSpan), setting.Value, setting.Key);
        else
            return;

        context.Add(grant);
    }

    private static PolicyWeakness? WeaknessOf(string target) =>
        s_migration.Any(prefix => target.StartsWith(prefix, StringComparison.Ordinal)) ? PolicyWeakness.MovesGuests
        : s_publishing.Contains(target) ? PolicyWeakness.PublishesImages
        : IsChange(target) ? PolicyWeakness.Unconditional
        : null;

    /// <summary>Targets that create, change or delete; what only reads, and parts that other rules are made of, may be open.</summary>
    private static bool IsChange(string target) =>
        new[] { "create", "update", "delete", "modify", "set_", "add_", "remove" }.Any(verb => target.IndexOf(verb, StringComparison.Ordinal) >= 0)
        && target.IndexOf(":show", StringComparison.Ordinal) < 0;

    /// <summary>// oslo.policy, _parser.py: "" and "@" are TrueCheck</summary>
    private static bool IsOpen(string rule, PolicyWeakness weakness) =>
        rule.Trim() is "" or "@"
        || (weakness is PolicyWeakness.MovesGuests && rule.Trim() is "rule:admin_or_owner" or "role:member" or "role:reader");
}
