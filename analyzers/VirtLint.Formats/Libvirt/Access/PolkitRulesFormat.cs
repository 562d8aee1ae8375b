using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>polkit rules about libvirt: <c>polkit-1/rules.d/*.rules</c>.</summary>
/// <remarks>
/// The rules are JavaScript. Only one shape is taken at its word: a function whose one <c>if</c> compares nothing but
/// <c>action.id</c> and returns YES. All else may ask for anything, and is left alone. // polkit(8); libvirt, auth.rst
/// </remarks>
internal sealed class PolkitRulesFormat : Format
{
    private const string Yes = "polkit.Result.YES";

    public static readonly BindingTable<AccessGrant> Table = new BindingTable<AccessGrant>(Platform.Libvirt, "polkit-1/rules.d/*.rules", "libvirt, auth.rst: UNIX socket policykit auth")
        .Computed("polkit.Result.YES", g => g.Principal, "a rule that asks for nothing but the action: everybody")
        .Computed("action.id", g => g.Role, "'org.libvirt.unix.manage' and what includes it")
        .Computed("(result)", g => g.Level, "'yes' grants everything");

    public override string Id => "libvirt-polkit-rules";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "polkit rules about libvirt (polkit-1/rules.d/*.rules)";

    public override PathClaim Claim(FilePath path) =>
        LibvirtPaths.NameWithoutTemplate(path).EndsWith(".rules", StringComparison.Ordinal) ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.Has(text, "polkit.addRule") && TextHead.Has(text, "org.libvirt.");

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var source = context.File.Text.ToString();
        var text = ScriptText.WithoutComments(source);
        const string Start = "polkit.addRule";
        for (var at = text.IndexOf(Start, StringComparison.Ordinal); at >= 0;)
        {
            var next = text.IndexOf(Start, at + Start.Length, StringComparison.Ordinal);
            BindRule(text, source, at, next < 0 ? text.Length : next, context);
            at = next;
        }
    }

    private static void BindRule(string text, string source, int start, int end, BindingContext context)
    {
        var open = text.IndexOf('{', start, end - start);
        if (open < 0)
            return;

        var position = ScriptText.SkipSpace(text, open + 1);
        if (!ScriptText.Is(text, position, "if"))
            return;

        position = ScriptText.SkipSpace(text, position + 2);
        if (position >= end || text[position] != '(' || ScriptText.Close(text, position, end) is not { } close)
            return;

        var condition = TextSpan.FromBounds(position + 1, close);
        position = ScriptText.SkipSpace(text, close + 1);
        if (position < end && text[position] == '{')
            position = ScriptText.SkipSpace(text, position + 1);

        if (!ScriptText.Is(text, position, "return"))
            return;

        position = ScriptText.SkipSpace(text, position + 6);
        if (!ScriptText.Is(text, position, Yes) || ManagementAction(source.Substring(condition.Start, condition.Length)) is not { } action)
            return;

        var origin = context.Origin(new TextSpan(position, Yes.Length));
        var grant = context.Add(new AccessGrant(action, origin));
        grant.Principal = Fact.Stated(new Principal("every local user", PrincipalKind.Everyone), origin, Yes);
        grant.Role = Fact.Stated(action, context.Origin(condition), action, "action.id");
        grant.Level = Fact.Default(AccessLevel.Administer, origin, "libvirt, auth.rst: UNIX socket policykit auth");
    }

    /// <summary>The management action that a condition of nothing but comparisons of <c>action.id</c> names, or null.</summary>
    private static string? ManagementAction(string condition)
    {
        string? found = null;
        foreach (var part in condition.Split(["||"], StringSplitOptions.None))
        {
            var words = part.Replace("===", "==").Split(["=="], StringSplitOptions.None);
            if (words.Length != 2 || words[0].Trim() != "action.id")
                return null;

            var action = words[1].Trim().Trim('"', '\'');
            if (PolkitActions.IsManagement(action))
                found ??= action;
        }

        return found;
    }
}
