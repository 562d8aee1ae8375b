using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Cli.Reports;

/// <summary>The places of a run's files whose text no report may show.</summary>
internal sealed partial class SecretSpans
{
    private readonly Dictionary<string, List<TextSpan>> _spans = new(StringComparer.Ordinal);

    public SecretSpans(IReadOnlyCollection<FileResult> files)
    {
        foreach (var fact in files
            .SelectMany(static file => file.Model?.Entities ?? [])
            .SelectMany(static entity => entity.Facts)
            .Select(static entry => entry.Value))
        {
            if (fact is not { IsMasked: true, Origin: { } origin })
                continue;

            Hide(origin);
            foreach (var place in fact.Related.Where(static place => place.HoldsValue))
                Hide(place.Origin);
        }

        foreach (var model in files.Select(static file => file.Model).OfType<FileModel>().Where(static model => model.Hidden.Count > 0))
        {
            if (!_spans.TryGetValue(model.File.Path, out var spans))
                _spans[model.File.Path] = spans = [];

            spans.AddRange(model.Hidden);
        }
    }

    /// <summary>The secret parts of a line, in order, none overlapping.</summary>
    public IReadOnlyList<TextSpan> In(SourceFile file, TextLine line)
    {
        var secrets = new List<TextSpan>();
        if (_spans.TryGetValue(file.Path, out var known))
            secrets.AddRange(known.Select(span => span.Intersection(line.Span)).OfType<TextSpan>().Where(static span => span.Length > 0));

        // What no binder came to read, in a malformed file or under an unknown key, is judged by its name alone.
        foreach (Match match in NamedSecret().Matches(line.ToString()))
        {
            var value = match.Groups["value"];
            secrets.Add(new TextSpan(line.Start + value.Index, value.Length));
        }

        secrets.Sort();
        return Merge(secrets);
    }

    private void Hide(Origin origin)
    {
        if (!_spans.TryGetValue(origin.File.Path, out var spans))
            _spans[origin.File.Path] = spans = [];

        spans.Add(origin.Span);
    }

    private static List<TextSpan> Merge(List<TextSpan> sorted)
    {
        var merged = new List<TextSpan>();
        foreach (var span in sorted)
        {
            if (merged.Count > 0 && span.Start <= merged[^1].End)
                merged[^1] = TextSpan.FromBounds(merged[^1].Start, Math.Max(merged[^1].End, span.End));
            else
                merged.Add(span);
        }

        return merged;
    }

    [GeneratedRegex(
        """(?:passw(?:or)?d|passphrase|secret|api_?key|token_?value)[\w-]*["']?\s*[:=]\s*(?:"(?<value>[^"]+)"?|'(?<value>[^']+)'?|(?<value>[^\s"',;<>]+))""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedSecret();
}
