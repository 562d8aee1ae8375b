using System;
using System.Collections.Generic;
using System.IO;

namespace VirtLint.Formats.PowerShell;

/// <summary>What a cmdlet takes: its parameters, which of them are switches, and which a bare value goes to.</summary>
/// <remarks>
/// Written one a line: the name, then each parameter as <c>Name@0!=Alias</c>, with its place among bare values, <c>!</c> for
/// a switch, and its aliases.
/// </remarks>
internal sealed class CmdletSignature
{
    // about_CommonParameters
    private static readonly string[] s_common =
    [
        "Verbose!=vb", "Debug!=db", "ErrorAction=ea", "WarningAction=wa", "InformationAction=infa", "ProgressAction=proga", "ErrorVariable=ev",
        "WarningVariable=wv", "InformationVariable=iv", "OutVariable=ov", "OutBuffer=ob", "PipelineVariable=pv", "WhatIf!=wi", "Confirm!=cf",
    ];

    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _switches = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, string> _places = [];

    private CmdletSignature(string name, IEnumerable<string> parameters)
    {
        Name = name;
        foreach (var parameter in parameters)
            Add(parameter);

        foreach (var parameter in s_common)
            Add(parameter);
    }

    /// <summary>The name as its documentation writes it.</summary>
    public string Name { get; }

    /// <summary>The parameters that bare values go to, in order.</summary>
    public IEnumerable<string> Places => _places.Values;

    /// <summary>Every name that a parameter goes by.</summary>
    public IEnumerable<string> Names => _names.Keys;

    public bool IsSwitch(string parameter) => _switches.Contains(parameter);

    /// <summary>The parameter that a name, an alias or the beginning of a single name stands for; null when none does.</summary>
    public string? Parameter(string written)
    {
        if (_names.TryGetValue(written, out var exact))
            return exact;

        string? found = null;
        foreach (var entry in _names)
        {
            if (!entry.Key.StartsWith(written, StringComparison.OrdinalIgnoreCase))
                continue;

            if (found is not null && found != entry.Value)
                return null;

            found = entry.Value;
        }

        return found;
    }

    /// <summary>The signatures of a resource, by name.</summary>
    public static IReadOnlyDictionary<string, CmdletSignature> Load(string resource)
    {
        var signatures = new Dictionary<string, CmdletSignature>(StringComparer.OrdinalIgnoreCase);
        using var stream = typeof(CmdletSignature).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly has no resource {resource}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            signatures[words[0]] = new CmdletSignature(words[0], new ArraySegment<string>(words, 1, words.Length - 1));
        }

        return signatures;
    }

    private void Add(string written)
    {
        var names = written.Split('=');
        var name = names[0].TrimEnd('!');
        var isSwitch = name.Length < names[0].Length;
        if (name.IndexOf('@') is > 0 and var at)
        {
            _places[name[at + 1] - '0'] = name.Substring(0, at);
            name = name.Substring(0, at);
        }

        if (isSwitch)
            _switches.Add(name);

        _names[name] = name;
        for (var i = 1; i < names.Length; i++)
            _names[names[i]] = name;
    }
}
