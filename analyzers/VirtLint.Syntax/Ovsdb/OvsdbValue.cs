using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Ovsdb;

/// <summary>One element of a column, and in a map its key.</summary>
public readonly record struct OvsdbAtom(Literal? Key, Literal Value);

/// <summary>What a column of the database holds: a scalar, a set or a map.</summary>
/// <param name="Atoms">The elements; a scalar is one of them.</param>
/// <param name="Span">The whole value, brackets included.</param>
public sealed record OvsdbValue(ImmutableArray<OvsdbAtom> Atoms, TextSpan Span);
