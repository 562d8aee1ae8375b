using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>How a fact is taken back that the format has no other word for: its setting goes.</summary>
internal sealed class LineRemoval<T>(SettingScope scope, Setting setting) : IFactSpelling<T>
{
    public string? Spell(T value) => null;

    public ImmutableArray<TextChange> Write(T value) => [];

    public TextChange? Remove() => scope.Remove(setting);
}
