using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Ruby;

/// <summary>The calls and assignments of a configuration that is written in Ruby, such as a Vagrantfile.</summary>
/// <remarks>
/// Only what is literal is read: everything that Ruby would have to compute is kept as its own text, with the reason. Blocks
/// are followed by the names of their parameters; what stands in a condition, a loop or a method may run or not.
/// </remarks>
public sealed class RubyTree : SyntaxTree
{
    internal RubyTree(SourceText text, ImmutableArray<RubyCall> calls, ImmutableArray<SyntaxError> errors)
        : base(text, errors) => Calls = calls;

    /// <summary>The calls and assignments, in the order of the file.</summary>
    public ImmutableArray<RubyCall> Calls { get; }

    public static RubyTree Parse(SourceText text) => new RubyParser(text).Parse();
}

/// <summary>A block that hands its parameter to the calls within.</summary>
/// <param name="Call">What was called with the block.</param>
/// <param name="Parameter">The name of its first parameter.</param>
public sealed record RubyBlock(RubyCall Call, string Parameter);

/// <summary>A call <c>a.b.c args</c>, or an assignment <c>a.b.c = value</c>, which Ruby takes for one.</summary>
public sealed class RubyCall : SettingScope
{
    private readonly List<Setting> _settings = [];

    internal RubyCall(ImmutableArray<Literal> path, RubyBlock? block, bool isAssignment, bool isConditional)
    {
        Path = path;
        Block = block;
        IsAssignment = isAssignment;
        IsConditional = isConditional;
    }

    /// <summary>The names with dots between them.</summary>
    public ImmutableArray<Literal> Path { get; }

    /// <summary>The block whose parameter the path starts with; null when none has that name.</summary>
    public RubyBlock? Block { get; }

    public bool IsAssignment { get; }

    /// <summary>Whether a condition, a loop or a method decides whether it runs.</summary>
    public bool IsConditional { get; }

    public override TextSpan Anchor => Path[Path.Length - 1].Span;

    public override TextSpan Span => TextSpan.FromBounds(Path[0].Span.Start, _settings.Count > 0 ? _settings[_settings.Count - 1].FullSpan.End : Path[Path.Length - 1].Span.End);

    /// <summary>The arguments: those without a name by their position, from 0.</summary>
    public override IEnumerable<Setting> Settings => _settings;

    public override Setting? Find(string key)
    {
        for (var i = _settings.Count - 1; i >= 0; i--)
        {
            if (_settings[i].Key == key)
                return _settings[i];
        }

        return null;
    }

    /// <summary>Adds an argument behind the last.</summary>
    public override TextChange? Insert(string key, string value) =>
        IsAssignment || _settings.Count == 0 ? null : new TextChange(new TextSpan(_settings[_settings.Count - 1].FullSpan.End, 0), $", {key}: \"{value}\"");

    public override TextChange? Remove(Setting setting) => null;

    internal void Add(Setting setting) => _settings.Add(setting);
}
