using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>What keys of several files of Proxmox VE accept.</summary>
internal static class PveShape
{
    /// <summary>A key without a value is on, where the grammar allows that.</summary>
    public static ValueShape Boolean { get; } = ValueShape.Of(Vocabulary.PveBoolean);

    /// <summary>A flag of a section: the bare key is on. // pve-common, SectionConfig.pm: a boolean may stand alone</summary>
    public static ValueShape Flag { get; } = new(
        Vocabulary.PveBoolean.Expected, static setting => setting.Value.Length == 0 || Vocabulary.PveBoolean.TryRead(setting.Value, out _));
}
