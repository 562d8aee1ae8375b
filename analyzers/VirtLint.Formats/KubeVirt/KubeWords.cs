using System;
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
