using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Xl;

/// <summary>A domain configuration of Xen's <c>xl</c>, or its own <c>xl.conf</c>.</summary>
/// <remarks>
/// xl.cfg(5), tools/libs/util/libxlu_cfg_y.y: <c>name = value</c> and <c>name += value</c>, ended by a line break or ';'.
/// Values are numbers, quoted texts and lists in brackets. '#' begins a comment. It is no Python, though it once was.
/// </remarks>
public sealed class XlTree : SyntaxTree
{
    internal XlTree(SourceText text, ImmutableArray<XlSetting> settings, bool isTemplate, ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Root = new XlScope(text, settings);
        IsTemplate = isTemplate;
    }

    public XlScope Root { get; }

    public static XlTree Parse(SourceText text) => new XlParser(text).Parse();
}

/// <summary>One statement.</summary>
/// <param name="Setting">Name and value.</param>
/// <param name="IsAddition">Whether it adds to what was stated before.</param>
internal readonly record struct XlSetting(Setting Setting, bool IsAddition);
