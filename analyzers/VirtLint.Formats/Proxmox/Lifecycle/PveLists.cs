using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;

namespace VirtLint.Formats.Proxmox.Lifecycle;

/// <summary>Lists in a value, separated by commas, semicolons or blanks. // pve-common, Tools.pm: split_list</summary>
internal static class PveLists
{
    public static IEnumerable<Literal> Split(string text, int position)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && text[end] is not (',' or ';' or ' ' or '\t'))
                end++;

            if (end > start)
                yield return new(text.Substring(start, end - start), new TextSpan(position + start, end - start));

            start = end + 1;
        }
    }

    public static IEnumerable<Literal> Split(Setting setting) => Split(setting.Value, setting.ValueSpan.Start);
}
