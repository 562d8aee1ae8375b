using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Access;

/// <summary>Who is in which group, and who has a token, in one <c>user.cfg</c>.</summary>
internal sealed class UserDirectory
{
    private readonly UserConfigTree _tree;
    private readonly Dictionary<string, HashSet<string>> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tokenOwners = new(StringComparer.Ordinal);

    public UserDirectory(UserConfigTree tree)
    {
        _tree = tree;
        foreach (var group in Of("group"))
        {
            if (!_groups.TryGetValue(group.Field(0).Text, out var members))
                _groups[group.Field(0).Text] = members = new HashSet<string>(StringComparer.Ordinal);

            foreach (var member in Items(tree.Text, group.Field(1)))
                members.Add(member.Text);
        }

        foreach (var token in Of("token"))
            _tokenOwners.Add(token.Field(0).Text.Split('!')[0]);
    }

    public IEnumerable<UserRecord> Of(string kind) => _tree.Records.Where(record => record.Kind == kind);

    /// <summary>The accounts to which a permission goes, directly or by a group, each with the first role that it gets.</summary>
    public Dictionary<string, Literal> Expand(IEnumerable<(string Subject, Literal Role)> grants)
    {
        var roles = new Dictionary<string, Literal>(StringComparer.Ordinal);
        var groups = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (subject, role) in grants)
        {
            IEnumerable<string> accounts = [subject];
            if (subject.StartsWith("@", StringComparison.Ordinal))
                accounts = groups.Add(subject) && _groups.TryGetValue(subject.Substring(1), out var members) ? members : [];

            foreach (var account in accounts)
            {
                if (!roles.ContainsKey(account))
                    roles.Add(account, role);
            }
        }

        return roles;
    }

    /// <summary>Whether the account may exist for its tokens alone: only Proxmox VE's own realm lets one live without a password.</summary>
    public bool IsTokenOnly(string account) => account.EndsWith("@pve", StringComparison.Ordinal) && _tokenOwners.Contains(account);

    /// <summary>The items of a list field. // pve-common, Tools.pm: split_list takes commas, semicolons and blanks</summary>
    public static IReadOnlyList<Literal> Items(SourceText text, Literal field)
    {
        // What a template fills in may hold several items: until then it stands for one that is not known.
        if (TemplateMarks.Contains(field.Text))
            return [field];

        var items = new List<Literal>();
        var written = text.ToString(field.Span);
        for (var start = 0; start < written.Length;)
        {
            var end = start;
            while (end < written.Length && !IsSeparator(written[end]))
                end++;

            if (end > start)
                items.Add(new(Uri.UnescapeDataString(written.Substring(start, end - start)), new TextSpan(field.Span.Start + start, end - start)));

            start = end + 1;
        }

        return items;
    }

    /// <summary>A fact that a field states, unless a template fills the field in.</summary>
    public static Fact<T> Resolve<T>(Literal field, BindingContext context, T value, string key) => TemplateMarks.Contains(field.Text)
        ? Fact<T>.Unresolved(context.Origin(field.Span), field.Text, "template", key)
        : Fact.Stated(value, context.Origin(field.Span), field.Text, key);

    private static bool IsSeparator(char c) => c is ',' or ';' || char.IsWhiteSpace(c);
}
