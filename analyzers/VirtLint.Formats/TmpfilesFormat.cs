using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats;

/// <summary>What systemd creates at every start of a host, and the permissions that it gives: <c>tmpfiles.d</c>.</summary>
/// <remarks>tmpfiles.d(5): type, path, mode, user, group, age and argument, which blanks separate.</remarks>
internal sealed class TmpfilesFormat : Format
{
    private const int Type = 0;
    private const int PathField = 1;
    private const int ModeField = 2;

    /// <summary>Longer lines are no configuration, and are left alone.</summary>
    private const int LongestLine = 4096;

    public static readonly BindingTable<Credential> Files = new BindingTable<Credential>(Platform.Libvirt, "tmpfiles.d/*.conf", "tmpfiles.d(5)")
        .Computed("mode", c => c.FileMode, "permissions in octal digits");

    public override string Id => "tmpfiles";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "permissions of hypervisors' files at start-up (tmpfiles.d/*.conf)";

    public override PathClaim Claim(FilePath path) => path.FolderName == "tmpfiles.d" && path.EndsWith(".conf") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        foreach (var line in text.Lines)
        {
            if (line.End - line.Start is > 0 and < LongestLine && text[line.Start] != '#' && GuardedFiles.IsNamedIn(text.ToString(line.Span)))
                return true;
        }

        return false;
    }

    public override void Bind(FilePath path, BindingContext context)
    {
        foreach (var line in context.File.Text.Lines)
        {
            if (line.End - line.Start is 0 or >= LongestLine)
                continue;

            var fields = FieldsOf(context.File.Text.ToString(line.Span), line.Start);
            if (fields.Count > ModeField && SetsMode(fields[Type].Text) && GuardedFiles.PlatformOf(fields[PathField].Text) is { } platform)
                Bind(fields[PathField], fields[ModeField], platform, context);
        }
    }

    private static void Bind(Literal path, Literal mode, Platform platform, BindingContext context)
    {
        var file = context.Add(new Credential(path.Text, context.Origin(path.Span)) { DeployedTo = platform });
        if (TemplateMarks.Contains(mode.Text))
            file.FileMode = Fact<int>.Unresolved(context.Origin(mode.Span), mode.Text, "template");
        else if (GuardedFiles.Mode.TryRead(mode.Text, out var bits))
            file.FileMode = Fact.Stated(bits, context.Origin(mode.Span), mode.Text);
    }

    /// <summary>Files that are created, copied, or only given their permissions.</summary>
    private static bool SetsMode(string type) => type.Length > 0 && type[0] is 'f' or 'F' or 'C' or 'z' or 'Z';

    private static List<Literal> FieldsOf(string line, int start)
    {
        var fields = new List<Literal>();
        for (var i = 0; i < line.Length && fields.Count <= ModeField;)
        {
            if (line[i] is ' ' or '\t')
            {
                i++;
                continue;
            }

            var quote = line[i] is '"' or '\'' ? line[i] : '\0';
            var from = quote == '\0' ? i : i + 1;
            var to = from;
            while (to < line.Length && (quote == '\0' ? line[to] is not (' ' or '\t') : line[to] != quote))
                to++;

            fields.Add(new Literal(line.Substring(from, to - from), new TextSpan(start + from, to - from)));
            i = to + 1;
        }

        return fields;
    }
}
