using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.OpenStack;

/// <summary>Who may set which properties of images: the file that Glance's <c>property_protection_file</c> names.</summary>
internal sealed class PropertyProtectionFormat : Format
{
    private const string Everything = ".*";

    private static readonly string[] s_names = ["property-protections-roles.conf", "property-protections-policies.conf", "property-protections-rules.conf", "property-protections.conf"];

    private static readonly string[] s_telltale = ["trait", "hw_", "os_", "img_signature", "license", "licence", "billing"];

    private static readonly string[] s_ordinary = ["@", "member", "_member_", "reader"];

    private static readonly string[] s_writes = ["create", "update", "delete"];

    // Glance, "Property protections"; glance/common/property_utils.py: rules apply in order, '@' is everybody, '!' nobody
    public static readonly BindingTable<ImageStore> Rules = new BindingTable<ImageStore>(Platform.OpenStack, "property-protections*.conf", "Glance: property protections")
        .Computed("create, update, delete", s => s.PropertyWriters, "'@', or a role that every user of a project has");

    public override string Id => "openstack-property-protections";

    public override Platform Platform => Platform.OpenStack;

    public override string Title => "OpenStack image service, property protections";

    public override PathClaim Claim(FilePath path) =>
        path.Name.StartsWith("property-protections", StringComparison.Ordinal) && Array.IndexOf(s_names, OpenStackPaths.NameWithoutTemplate(path)) >= 0 ? PathClaim.Certain : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => false;

    public override string SiteRoot(FilePath path) => OpenStackPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.Oslo);
        context.AddErrors(tree);
        var isGuarded = false;
        foreach (var section in tree.Sections)
        {
            var name = section.Name.TrimStart('^');
            var isTelltale = Array.Exists(s_telltale, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

            // What an earlier rule has taken out, the last one does not give away.
            if (isTelltale || (name == Everything && !isGuarded))
                BindRule(section, context);

            isGuarded |= isTelltale;
        }
    }

    private static void BindRule(IniSection section, BindingContext context)
    {
        var store = context.Add(new ImageStore($"[{section.Name}]", context.Origin(section.HeaderSpan)));
        foreach (var setting in s_writes.Select(section.Find).OfType<Setting>())
        {
            if (store.PropertyWriters.IsKnown || (!TemplateMarks.Contains(setting.Value) && !Oslo.List(setting.Value).Any(static role => Array.IndexOf(s_ordinary, role) >= 0)))
                continue;

            store.PropertyWriters = Facts.Of(section, setting, static text => Oslo.List(text).First(static role => Array.IndexOf(s_ordinary, role) >= 0), context);
        }
    }
}
