using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Pve;

/// <summary>A run of <c>key: value</c> lines: a guest's main section, its pending changes, a snapshot, datacenter.cfg.</summary>
public sealed class PveSection(SourceText source, string name, TextSpan anchor, TextSpan span, IReadOnlyList<Setting> settings) : SettingScope
{
    /// <summary>The name between the brackets; empty for the main section.</summary>
    public string Name { get; } = name;

    /// <summary>The header's name, or the first key of a section without a header.</summary>
    public override TextSpan Anchor { get; } = anchor;

    public override TextSpan Span { get; } = span;

    public override IEnumerable<Setting> Settings { get; } = settings;

    private Dictionary<string, Setting> Last => field ??= Index(settings);

    /// <summary>The last statement of a key counts. // qemu-server, parse_vm_config: a later line overwrites the hash</summary>
    public override Setting? Find(string key) => Last.TryGetValue(key, out var setting) ? setting : null;

    /// <summary>Of each key that is wanted, the statement that counts, in order.</summary>
    public IReadOnlyList<Setting> Counting(Func<string, bool> isWanted)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var counting = new List<Setting>();
        for (var i = settings.Count - 1; i >= 0; i--)
        {
            if (isWanted(settings[i].Key) && seen.Add(settings[i].Key))
                counting.Add(settings[i]);
        }

        counting.Reverse();
        return counting;
    }

    /// <summary>Every statement of a key, in order: <c>lxc.*</c> keys accumulate.</summary>
    public IEnumerable<Setting> FindAll(string key) => settings.Where(setting => setting.Key == key);

    /// <summary>Adds a line among the sorted keys, where Proxmox VE itself would write it. // qemu-server, write_vm_config</summary>
    public override TextChange? Insert(string key, string value)
    {
        if (settings.Count == 0)
            return null;

        var next = settings.FirstOrDefault(setting => string.CompareOrdinal(setting.Key, key) > 0);
        if (next is not null)
            return new TextChange(new TextSpan(next.FullSpan.Start, 0), $"{key}: {value}{LineBreaks.Of(source)}");

        var last = source.Lines.GetLineFromPosition(settings[settings.Count - 1].ValueSpan.End);
        return new TextChange(new TextSpan(last.End, 0), $"{LineBreaks.Of(source)}{key}: {value}");
    }

    private static Dictionary<string, Setting> Index(IReadOnlyList<Setting> settings)
    {
        var last = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var setting in settings)
            last[setting.Key] = setting;

        return last;
    }
}
