using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>polkit's older local authority: <c>.pkla</c> files about libvirt.</summary>
/// <remarks>pklocalauthority(8): Identity, Action and ResultAny, ResultInactive, ResultActive in a section of any name.</remarks>
internal sealed class PolkitAuthorityFormat : Format
{
    public static readonly BindingTable<AccessGrant> Table = new BindingTable<AccessGrant>(Platform.Libvirt, "*.pkla", "libvirt, auth.rst: UNIX socket policykit auth")
        .Computed("Identity", g => g.Principal, "'unix-user:NAME' or 'unix-group:NAME'")
        .Computed("Action", g => g.Role, "'org.libvirt.unix.manage' and what includes it")
        .Computed("(result)", g => g.Level, "'yes' grants everything");

    public override string Id => "libvirt-polkit-pkla";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "polkit local authority about libvirt (*.pkla)";

    public override PathClaim Claim(FilePath path) =>
        LibvirtPaths.NameWithoutTemplate(path).EndsWith(".pkla", StringComparison.Ordinal) ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.Has(text, "org.libvirt.");

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.KeyFile);
        context.AddErrors(tree);
        foreach (var section in tree.Sections)
        {
            if (section.Find("Identity") is { } identity
                && section.Find("Action") is { } action
                && Items(action.Value).FirstOrDefault(PolkitActions.IsManagement) is { } granted
                && section.Settings.FirstOrDefault(static setting => setting.Key.StartsWith("Result", StringComparison.Ordinal) && setting.Value == "yes") is { } result)
            {
                BindGrant(section.Name, identity, granted, result, context);
            }
        }
    }

    private static void BindGrant(string name, Setting identity, string action, Setting result, BindingContext context)
    {
        var origin = context.Origin(identity.ValueSpan);
        var grant = context.Add(new AccessGrant(name, origin));
        grant.Role = Fact.Stated(action, context.Origin(result.ValueSpan), action, "Action");
        grant.Level = Fact.Default(AccessLevel.Administer, origin, "libvirt, auth.rst: UNIX socket policykit auth");
        if (TemplateMarks.Contains(identity.Value))
            grant.Principal = Fact<Principal>.Unresolved(origin, identity.Value, "template", identity.Key);
        else if (Items(identity.Value).Any(static item => item is "unix-user:*" or "unix-group:*" or "*"))
            grant.Principal = Fact.Stated(new Principal("every local user", PrincipalKind.Everyone), origin, identity.Value, identity.Key);
        else
            grant.Principal = Fact.Stated(new Principal(identity.Value, PrincipalKind.Group), origin, identity.Value, identity.Key);
    }

    private static string[] Items(string list) =>
        [.. list.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(static item => item.Trim())];
}
