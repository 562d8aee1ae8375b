using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Terraform;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Packer;

/// <summary>The keys of a <c>.vmx</c> file that a build states, in any case, as far as they are those of what it leaves behind.</summary>
/// <param name="maps">The maps that state them, the one that is written last first.</param>
/// <param name="isKept">Whether a key is still there when the build is done.</param>
internal sealed class BuildSettings(IReadOnlyList<ConfigNode> maps, Func<string, bool> isKept) : SettingScope, ISettingSource
{
    private readonly IReadOnlyList<AnyCaseScope> _scopes = [.. maps.Select(static map => new AnyCaseScope(map))];

    public override TextSpan Anchor => maps[0].Anchor;

    public override TextSpan Span => maps[0].Span;

    public override IEnumerable<Setting> Settings => _scopes
        .SelectMany(static scope => scope.Settings)
        .Where(setting => isKept(setting.Key))
        .GroupBy(static setting => setting.Key, StringComparer.OrdinalIgnoreCase)
        .Select(static stated => stated.First());

    public override Setting? Find(string key) => isKept(key) ? _scopes.Select(scope => scope.Find(key)).FirstOrDefault(static setting => setting is not null) : null;

    public RelatedPlace? SourceOf(Setting setting) => Home(setting)?.SourceOf(setting);

    public override TextChange? Replace(Setting setting, string value) => Home(setting)?.Replace(setting, value);

    public override TextChange? Remove(Setting setting) => Home(setting)?.Remove(setting);

    /// <summary>The map that a setting stands in.</summary>
    private AnyCaseScope? Home(Setting setting) => _scopes.FirstOrDefault(scope => scope.Find(setting.Key) is { } found && found.FullSpan == setting.FullSpan);
}
