using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using VirtLint.Formats.Schemas;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack.Schemas;

/// <summary>The options that one service knows, by the sections that they are read from.</summary>
internal sealed class OsloOptions
{
    private const string Resource = "OsloOptions.schema";

    private static readonly Dictionary<string, string> s_places = new(StringComparer.Ordinal)
    {
        ["nova"] = "nova.conf",
        ["glance"] = "glance-api.conf",
        ["cinder"] = "cinder.conf",
        ["neutron"] = "neutron's files",
        ["keystone"] = "keystone.conf",
        ["heat"] = "heat.conf",
    };

    private static readonly ValueShape s_boolean = new(
        $"a boolean: {Oslo.Boolean.Expected}", static setting => IsOpen(setting) || Oslo.Boolean.TryRead(setting.Value, out _), Oslo.Boolean.Words);

    private static readonly ValueShape s_number = new("a number", static setting => IsOpen(setting) || double.TryParse(setting.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    private static readonly Lazy<Dictionary<string, OsloOptions>> s_services = new(Load);

    private readonly HashSet<string> _later = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Version> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Version> _last = new(StringComparer.OrdinalIgnoreCase);

    private OsloOptions()
    {
    }

    /// <summary>The sections by their names, whose case does not matter but for <c>DEFAULT</c>.</summary>
    public Dictionary<string, KeySet> Sections { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The options that one section alone has: elsewhere they are in the wrong place.</summary>
    public KeySet[] Distinct { get; private set; } = [];

    public static OsloOptions Of(string service) => s_services.Value[service];

    /// <summary>Whether a release after the sample files has an option of this name, in whatever section.</summary>
    public bool IsLater(string option) => _later.Contains(option);

    /// <summary>The first release that reads an option of this name, in whatever section; null when all that matter do, or none is known.</summary>
    public Version? FirstOf(string option) => _first.TryGetValue(option, out var release) ? release : null;

    /// <summary>The first release that no longer reads an option of a section; null when today's does, or none is known.</summary>
    public Version? EndOf(string section, string option) =>
        _last.TryGetValue($"{section}/{option}", out var release) || _last.TryGetValue($"{section}/*", out release) ? release : null;

    /// <summary>What is put together from other options, or not there, is not judged.</summary>
    private static bool IsOpen(Setting setting) => setting.Value.Length == 0 || setting.Value.IndexOf('$') >= 0;

    private static Dictionary<string, OsloOptions> Load()
    {
        var services = new Dictionary<string, OsloOptions>(StringComparer.Ordinal);
        using var stream = typeof(OsloOptions).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
        using var reader = new StreamReader(stream);
        var (service, place) = (new OsloOptions(), "");
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("@", StringComparison.Ordinal))
            {
                service = services[line.Substring(1)] = new OsloOptions();
                place = s_places[line.Substring(1)];
            }
            else if (line.StartsWith("+ ", StringComparison.Ordinal))
            {
                service._later.UnionWith(line.Substring(2).Split(' '));
            }
            else if (line is ['+' or '-', ..])
            {
                var words = line.Substring(1).Split(' ');
                foreach (var option in words.Skip(1))
                    (line[0] == '+' ? service._first : service._last)[option] = Version.Parse(words[0]);
            }
            else if (line.StartsWith("[", StringComparison.Ordinal))
            {
                var end = line.IndexOf(']');
                service.Sections[line.Substring(1, end - 1)] = SectionOf($"{line.Substring(0, end + 1)} of {place}", line.Substring(end + 2).Split(' '));
            }
        }

        foreach (var loaded in services.Values)
            loaded.Distinct = loaded.DistinctOptions();

        return services;
    }

    private KeySet[] DistinctOptions()
    {
        var counts = Sections.Values.SelectMany(static section => section.Names).GroupBy(static name => name, StringComparer.Ordinal).ToDictionary(static name => name.Key, static name => name.Count(), StringComparer.Ordinal);
        return [.. Sections.Values.Select(section => new KeySet(section.Place, KeyCoverage.Growing).Keys(ValueShape.Any, [.. section.Names.Where(name => counts[name] == 1)]))];
    }

    private static KeySet SectionOf(string place, string[] options)
    {
        var keys = new KeySet(place, KeyCoverage.Growing, Duplicates.LastCounts);
        foreach (var option in options)
        {
            var arrow = option.IndexOf('>');
            var colon = option.IndexOf(':', arrow + 1);
            var type = colon < 0 ? "" : option.Substring(colon + 1);
            var end = arrow >= 0 ? arrow : colon >= 0 ? colon : option.Length;
            keys.Add(new KnownKey(option.Substring(0, end), arrow < 0 ? ShapeOf(type) : ValueShape.Any) { Accumulates = type.StartsWith("m", StringComparison.Ordinal) });
        }

        return keys;
    }

    private static ValueShape ShapeOf(string type) => type.TrimEnd('!') switch
    {
        "b" => s_boolean,
        "f" => s_number,
        ['i', .. var bounds] => Whole(bounds),
        _ => ValueShape.Any,
    };

    private static ValueShape Whole(string bounds)
    {
        var dots = bounds.IndexOf("..", StringComparison.Ordinal);
        var least = dots > 0 ? long.Parse(bounds.Substring(0, dots), CultureInfo.InvariantCulture) : long.MinValue;
        var most = dots >= 0 && dots + 2 < bounds.Length ? long.Parse(bounds.Substring(dots + 2), CultureInfo.InvariantCulture) : long.MaxValue;
        var expected = dots < 0 ? "a whole number" : dots == 0 ? $"a whole number up to {bounds.Substring(2)}"
            : dots + 2 == bounds.Length ? $"a whole number from {bounds.Substring(0, dots)}" : $"a whole number from {bounds.Substring(0, dots)} to {bounds.Substring(dots + 2)}";
        return new(expected, setting => IsOpen(setting) || ValueShape.IsNumber(setting.Value.Trim(), least, most));
    }
}
