using System;
using System.Globalization;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt;

/// <summary>The vocabularies of Kubernetes' objects.</summary>
internal static class KubeWords
{
    /// <summary>The API server reads YAML 1.1. // sigs.k8s.io/yaml; YAML 1.1, "bool"</summary>
    public static Vocabulary<bool> Flag { get; } = Flags(true, false);

    public static Vocabulary<EvictionPolicy> Eviction { get; } = Vocabulary.Of(
        ("None", EvictionPolicy.Stops),
        ("LiveMigrate", EvictionPolicy.Migrates),
        ("LiveMigrateIfPossible", EvictionPolicy.MigratesIfPossible),
        ("External", EvictionPolicy.Other));

    /// <summary>The architectures, by the names that libvirt has for them.</summary>
    public static Vocabulary<string> Architecture { get; } = Vocabulary.Of(("amd64", "x86_64"), ("arm64", "aarch64"), ("s390x", "s390x"), ("ppc64le", "ppc64le"));

    public static Vocabulary<T> Flags<T>(T whenTrue, T whenFalse) => Vocabulary.OfAnyCase(
        ("true", whenTrue), ("false", whenFalse), ("yes", whenTrue), ("no", whenFalse), ("on", whenTrue), ("off", whenFalse));

    /// <summary>A quantity such as <c>8Gi</c> or <c>1.5G</c>, in whole units; null for what is none. // Kubernetes, "Quantity"</summary>
    public static long? Quantity(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsDigit(text[end]) || text[end] == '.'))
            end++;

        if (end == 0 || !double.TryParse(text.Substring(0, end), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;

        var suffix = text.Substring(end);
        var power = suffix.Length == 0 ? 0 : "kMGTPE".IndexOf(suffix[0] == 'K' ? 'k' : suffix[0]) + 1;
        if ((suffix.Length > 0 && power == 0) || suffix.Length > 2 || (suffix.Length == 2 && suffix[1] != 'i'))
            return null;

        var bytes = number * Math.Pow(suffix.Length == 2 ? 1024 : 1000, power);
        return bytes < long.MaxValue ? (long)bytes : null;
    }

    /// <summary>Whether the name of an image means another one tomorrow. // KubeVirt, "Disks and Volumes": containerDisk</summary>
    public static bool HasMovingTag(string image)
    {
        if (image.IndexOf('@') >= 0)
            return false;

        var tag = image.LastIndexOf(':') is var colon && colon > image.LastIndexOf('/') ? image.Substring(colon + 1) : "latest";
        return IsMoving(tag);
    }

    public static bool IsMoving(string tag) => s_moving.Contains(tag, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_moving = ["latest", "stable", "main", "master", "devel", "edge", "nightly", "current", "testing"];
}
