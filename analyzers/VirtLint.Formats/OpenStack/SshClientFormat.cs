using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>How the compute service's account reaches other hosts, to copy disks of guests that it resizes or moves while they are off.</summary>
/// <remarks>nova, "Configure SSH between compute nodes"; ssh_config(5).</remarks>
internal sealed class SshClientFormat : Format
{
    private const int LongestLine = 4096;

    private static readonly Vocabulary<bool> s_checking = Oslo.Judged("a word", static text => !Is(text, "no") && !Is(text, "off"));

    public static readonly BindingTable<MigrationPolicy> Peers = new BindingTable<MigrationPolicy>(Platform.OpenStack, "nova's .ssh/config", "ssh_config(5)")
        .Computed("StrictHostKeyChecking", p => p.VerifiesHostKeys, "'yes', 'ask', 'accept-new' or 'no'");

    public override string Id => "openstack-nova-ssh";

    public override Platform Platform => Platform.OpenStack;

    public override string Title => "SSH client of OpenStack's compute service (nova's .ssh/config)";

    /// <summary>Files of that name are everybody's; those in a folder of the service's are its own.</summary>
    public override PathClaim Claim(FilePath path) =>
        OpenStackPaths.NameWithoutTemplate(path) is "config" or "ssh_config" or "ssh-config" && IsOfNova(path.Folder) ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.HasLine(text, " \t", "Host") || TextHead.HasLine(text, " \t", "StrictHostKeyChecking");

    public override string SiteRoot(FilePath path) => OpenStackPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        foreach (var line in context.File.Text.Lines)
        {
            if (line.End - line.Start < LongestLine && Read(context.File.Text.ToString(line.Span), line.Start) is { Key: var key, Value: var value } && Is(key.Text, "StrictHostKeyChecking"))
                Bind(key, value, context);
        }
    }

    private static void Bind(Literal key, Literal value, BindingContext context)
    {
        var policy = context.Add(new MigrationPolicy("nova-compute", context.Origin(key.Span)));
        if (TemplateMarks.Contains(value.Text))
            policy.VerifiesHostKeys = Fact<bool>.Unresolved(context.Origin(value.Span), value.Text, "template", key.Text);
        else if (s_checking.TryRead(value.Text, out var verifies))
            policy.VerifiesHostKeys = Fact.Stated(verifies, context.Origin(value.Span), value.Text, key.Text);
    }

    /// <summary>A keyword and its argument, which blanks or an equals sign separate.</summary>
    private static (Literal Key, Literal Value)? Read(string line, int start)
    {
        var from = 0;
        while (from < line.Length && line[from] is ' ' or '\t')
            from++;

        var to = from;
        while (to < line.Length && char.IsLetterOrDigit(line[to]))
            to++;

        var value = to;
        while (value < line.Length && line[value] is ' ' or '\t' or '=')
            value++;

        var text = line.Substring(value).TrimEnd();
        if (to == from || value == to || text.Length == 0)
            return null;

        var isQuoted = text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"';
        var inner = isQuoted ? text.Substring(1, text.Length - 2) : text;
        return (new(line.Substring(from, to - from), TextSpan.FromBounds(start + from, start + to)), new(inner, new TextSpan(start + value + (isQuoted ? 1 : 0), inner.Length)));
    }

    private static bool IsOfNova(string folder)
    {
        foreach (var part in folder.Split('/'))
        {
            if (part is "nova" or "nova-cell" or "nova-compute" or "nova-ssh" or "nova_compute" or "os_nova")
                return true;
        }

        return false;
    }

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
