using System;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Vmware.Esxi;

/// <summary>A scripted installation of ESXi: <c>ks.cfg</c>. Those of Linux have the same name and other commands.</summary>
// VMware, "Installing or Upgrading Hosts by Using a Script": Installation and Upgrade Script Commands
internal sealed class KickstartFormat : Format
{
    public override string Id => "esxi-kickstart";

    public override Platform Platform => Platform.Vmware;

    public override string Title => "ESXi installation script (ks.cfg)";

    public override PathClaim Claim(FilePath path) =>
        path.EndsWith(".cfg") || path.EndsWith(".CFG") || path.EndsWith(".ks") || HasPart(path, ".cfg.") || HasPart(path, ".ks.") ? PathClaim.Possible : PathClaim.None;

    /// <summary>The acceptance of VMware's license is demanded of each such file, and of no other.</summary>
    public override bool Sniff(FilePath path, SourceText text) =>
        TextHead.HasLine(text, " \t", "vmaccepteula", "accepteula") && TextHead.HasLine(text, " \t", "install", "upgrade", "rootpw", "clearpart", "dryrun");

    public override void Bind(FilePath path, BindingContext context)
    {
        var text = context.File.Text;
        var commands = new EsxCommands(new TextSpan(0, 0), isLinear: true);
        var shell = new StringBuilder(text.Length);
        var isShell = false;
        var name = new Literal(path.Name, new TextSpan(0, 0));
        foreach (var line in text.Lines)
        {
            var content = text.ToString(line.Span);
            var trimmed = content.Trim();
            var isHeader = trimmed.StartsWith("%", StringComparison.Ordinal) && trimmed.Length > 1 && char.IsLetter(trimmed[1]);
            if (isHeader)
                isShell = trimmed.IndexOf("python", StringComparison.OrdinalIgnoreCase) < 0;
            else if (!isShell && trimmed.Length > 0)
                ReadCommand(content, line.Start, ref name, context);

            // Blanks keep every later position what it is.
            shell.Append(isShell && !isHeader ? content : new string(' ', content.Length)).Append(text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)));
        }

        foreach (var command in CommandScript.Parse(SourceText.From(shell.ToString())).Commands)
            commands.Read(command);

        EsxHost.Bind(name.Text, context.Origin(name.Span), commands, context);
    }

    /// <summary>One command of the installer. Its words are no shell's: a dollar sign is a dollar sign.</summary>
    private static void ReadCommand(string line, int at, ref Literal name, BindingContext context)
    {
        var words = Words(line, at);
        if (words.Length < 2)
            return;

        switch (words[0].Text)
        {
            case "rootpw":
                AddPassword(words, line, at, context);
                break;
            case "network" when Array.Find(words, static word => word.Text.StartsWith("--hostname=", StringComparison.Ordinal)) is { Text.Length: > 11 } host && !TemplateMarks.Contains(host.Text.Substring(11)):
                name = new(host.Text.Substring(11), TextSpan.FromBounds(host.Span.Start + 11, host.Span.End));
                break;
        }
    }

    /// <summary>Everything behind the options: placeholders have blanks.</summary>
    private static void AddPassword(Literal[] words, string line, int at, BindingContext context)
    {
        var first = Array.FindIndex(words, 1, static word => !word.Text.StartsWith("--", StringComparison.Ordinal));
        if (first < 0)
            return;

        var span = TextSpan.FromBounds(words[first].Span.Start, words[words.Length - 1].Span.End);
        var text = line.Substring(span.Start - at, span.Length);
        EsxHost.AddPassword("root", new(text, span, !TemplateMarks.Contains(text) && text.IndexOf('{') < 0, span), context);
    }

    private static Literal[] Words(string line, int at)
    {
        var words = new System.Collections.Generic.List<Literal>();
        for (var i = 0; i < line.Length;)
        {
            if (char.IsWhiteSpace(line[i]))
            {
                i++;
                continue;
            }

            if (line[i] == '#')
                break;

            var start = i;
            while (i < line.Length && !char.IsWhiteSpace(line[i]))
                i++;

            words.Add(new(line.Substring(start, i - start), TextSpan.FromBounds(at + start, at + i)));
        }

        return [.. words];
    }

    private static bool HasPart(FilePath path, string part) => path.Name.IndexOf(part, StringComparison.Ordinal) >= 0;
}
