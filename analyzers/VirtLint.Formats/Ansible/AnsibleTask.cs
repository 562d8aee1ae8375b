using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>A task's arguments, and behind them those that <c>module_defaults</c> gives its module.</summary>
/// <param name="module">The module's name without its collection.</param>
/// <param name="arguments">What the task itself states.</param>
/// <param name="defaults">What holds where the task is silent, the nearest first.</param>
internal sealed class AnsibleTask(string module, YamlMapping arguments, IReadOnlyList<YamlMapping> defaults) : SettingScope
{
    public string Module { get; } = module;

    public override TextSpan Anchor => arguments.Anchor;

    public override TextSpan Span => arguments.Span;

    public override IEnumerable<Setting> Settings => arguments.Settings;

    /// <summary>The value of an argument, or null.</summary>
    public YamlNode? Node(string name)
    {
        if (arguments[name] is { } stated)
            return stated;

        foreach (var mapping in defaults)
        {
            if (mapping[name] is { } value)
                return value;
        }

        return null;
    }

    public override Setting? Find(string key)
    {
        if (arguments.Find(key) is { } stated)
            return stated;

        foreach (var mapping in defaults)
        {
            if (mapping.Find(key) is { } setting)
                return setting;
        }

        return null;
    }

    public override TextChange? Replace(Setting setting, string value) => arguments.Replace(setting, value);

    public override TextChange? Insert(string key, string value) => arguments.Insert(key, value);

    public override TextChange? Remove(Setting setting) => null;
}
