using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Vmware;

/// <summary>The settings that an OVF envelope adds to the guest's <c>.vmx</c> file: <c>vmw:ExtraConfig</c>. Keys are the same in any case.</summary>
internal sealed class ExtraConfigScope : SettingScope
{
    private readonly XmlElement _section;
    private readonly List<Setting> _settings = [];
    private readonly Dictionary<string, Setting> _first = new(StringComparer.OrdinalIgnoreCase);

    public ExtraConfigScope(XmlElement section)
    {
        _section = section;
        foreach (var element in section.Elements("ExtraConfig"))
        {
            if (element.Attribute("key") is not { } key || element.Attribute("value") is not { } value)
                continue;

            var setting = new Setting(key.Value.Trim(), key.ValueSpan, value.Value.Trim(), value.ValueSpan, element.Span) { IsQuoted = true };
            _settings.Add(setting);
            if (!_first.ContainsKey(setting.Key))
                _first.Add(setting.Key, setting);
        }
    }

    public override TextSpan Anchor => _section.Anchor;

    public override TextSpan Span => _section.Span;

    public override IEnumerable<Setting> Settings => _settings;

    public override Setting? Find(string key) => _first.TryGetValue(key, out var setting) ? setting : null;
}
