using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;

namespace VirtLint.Formats.Incus;

/// <summary>The configuration of an object that states none.</summary>
internal sealed class NoSettings(TextSpan anchor) : SettingScope
{
    public override TextSpan Anchor { get; } = anchor;

    public override TextSpan Span => Anchor;

    public override IEnumerable<Setting> Settings => [];

    public override Setting? Find(string key) => null;
}
