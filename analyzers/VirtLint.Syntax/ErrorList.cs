using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax;

/// <summary>The errors of one text while it is read, never more than <see cref="Limits.Errors"/>.</summary>
internal sealed class ErrorList
{
    private readonly ImmutableArray<SyntaxError>.Builder _errors = ImmutableArray.CreateBuilder<SyntaxError>();

    public int Count => _errors.Count;

    /// <summary>Whether the bound is met: a parser stops then, which also bounds the cost of its recoveries.</summary>
    public bool IsFull => _errors.Count >= Limits.Errors;

    public void Add(TextSpan span, string message)
    {
        if (!IsFull)
            _errors.Add(new SyntaxError(span, message));
    }

    /// <summary>The errors found; of a template only the first, since its lines are no text of the grammar yet.</summary>
    public ImmutableArray<SyntaxError> ToImmutable(bool isTemplate = false) =>
        isTemplate && _errors.Count > 1 ? [_errors[0]] : _errors.ToImmutable();
}
