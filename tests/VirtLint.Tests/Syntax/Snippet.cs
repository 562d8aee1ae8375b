using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Syntax;

namespace VirtLint.Tests.Syntax;

/// <summary>What the tests of every grammar ask of a text and its tree.</summary>
internal static class Snippet
{
    /// <summary>How many texts a property is tried on.</summary>
    public const long Iterations = 3_000;

    public static SourceText Of(string text) => SourceText.From(text);

    public static string At(this SyntaxTree tree, TextSpan span) => tree.Text.ToString(span);

    public static IEnumerable<string> Messages(this SyntaxTree tree) => tree.Errors.Select(error => error.Message);

    public static string Apply(this SyntaxTree tree, TextChange? change)
    {
        Assert.That(change, Is.Not.Null);

        return tree.Text.WithChanges(change!.Value).ToString();
    }

    /// <summary>Texts made of pieces that mean something to a grammar, of noise, and of both.</summary>
    public static Gen<string> Of(params string[] pieces) => Gen.OneOf(
        Gen.OneOf(pieces).Array[0, 60].Select(parts => string.Concat(parts)),
        Gen.Char[(char)0, (char)0x7f].Array[0, 40].Select(chars => new string(chars)),
        Gen.Select(Gen.OneOf(pieces), Gen.Char).Array[0, 30].Select(parts => string.Concat(parts.Select(part => part.Item1 + part.Item2))));

    /// <summary>A text with a part cut out, doubled or replaced.</summary>
    public static Gen<string> Mutated(string text, params string[] pieces) =>
        Gen.Select(Gen.Int[0, text.Length], Gen.Int[0, 12], Gen.OneOf(pieces)).Select(change =>
        {
            var (start, length, piece) = change;
            return text[..start] + piece + text[System.Math.Min(start + length, text.Length)..];
        });

    public static void AssertWithin(SyntaxTree tree, IEnumerable<Setting> settings)
    {
        foreach (var error in tree.Errors)
            AssertWithin(tree, error.Span);

        foreach (var setting in settings)
        {
            AssertWithin(tree, setting.KeySpan);
            AssertWithin(tree, setting.ValueSpan);
            AssertWithin(tree, setting.FullSpan);
            foreach (var item in setting.IsList ? setting.Items : [])
                AssertWithin(tree, item.Span);
        }

        Assert.That(tree.Errors, Has.Length.LessThanOrEqualTo(Limits.Errors));
    }

    public static void AssertWithin(SyntaxTree tree, TextSpan span) =>
        Assert.That(span.End, Is.LessThanOrEqualTo(tree.Text.Length));
}
