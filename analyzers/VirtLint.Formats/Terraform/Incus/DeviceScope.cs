using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform.Incus;

/// <summary>A <c>device</c> block: its type, and its <c>properties</c>, which the platform keeps in one place.</summary>
internal sealed class DeviceScope(ConfigNode device) : SettingScope, ISettingSource
{
    private readonly ConfigNode? _properties = device.Node("properties");

    public override TextSpan Anchor => device.Anchor;

    public override TextSpan Span => device.Span;

    public override IEnumerable<Setting> Settings => _properties?.Settings ?? Enumerable.Empty<Setting>();

    public override Setting? Find(string key) => key == "type" ? device.Find(key) : _properties?.Find(key);

    public override TextChange? Insert(string key, string value) => _properties?.Insert(key, value);

    public RelatedPlace? SourceOf(Setting setting) => (setting.Key == "type" ? device : _properties)?.SourceOf(setting);
}
