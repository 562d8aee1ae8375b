using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform;

/// <summary>A map whose keys the platform reads in any case.</summary>
internal sealed class AnyCaseScope(ConfigNode map) : SettingScope, ISettingSource
{
    public override TextSpan Anchor => map.Anchor;

    public override TextSpan Span => map.Span;

    public override IEnumerable<Setting> Settings => map.Settings;

    public override Setting? Find(string key) =>
        map.Settings.FirstOrDefault(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? map.Find(key);

    public RelatedPlace? SourceOf(Setting setting) => map.SourceOf(setting);

    public override TextChange? Replace(Setting setting, string value) => map.Replace(setting, value);

    public override TextChange? Remove(Setting setting) => map.Remove(setting);
}
