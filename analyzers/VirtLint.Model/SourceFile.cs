using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Model;

/// <summary>A file of the run.</summary>
/// <param name="Path">The path as the host names it, with forward slashes.</param>
/// <param name="Text">The decoded text.</param>
public sealed record SourceFile(string Path, SourceText Text);

/// <summary>A place in a file. Line and column are computed on demand.</summary>
public readonly record struct Origin(SourceFile File, TextSpan Span)
{
    public Location ToLocation() =>
        Location.Create(File.Path, Span, File.Text.Lines.GetLinePositionSpan(Span));

    public LinePositionSpan Lines => File.Text.Lines.GetLinePositionSpan(Span);
}

/// <summary>A second place that explains a finding or a fact, and what a reader sees there.</summary>
public readonly record struct RelatedPlace(Origin Origin, string Message)
{
    /// <summary>Whether the value itself is written there, and only named at the place that it explains.</summary>
    public bool HoldsValue { get; init; }
}
