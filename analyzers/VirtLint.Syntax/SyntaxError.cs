using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax;

/// <summary>A place where a text does not follow its grammar.</summary>
/// <param name="Span">The offending text; empty at the place where something is missing.</param>
/// <param name="Message">What was found and what was expected, in one sentence without a final period.</param>
public readonly record struct SyntaxError(TextSpan Span, string Message);
