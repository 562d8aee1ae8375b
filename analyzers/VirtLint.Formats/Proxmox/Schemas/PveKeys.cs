using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>What several files of Proxmox VE share.</summary>
internal static class PveKeys
{
    /// <summary>The limits of a property string <c>bwlimit</c>. // pve-common, JSONSchema.pm: bwlimit</summary>
    public static KeySet Bandwidth { get; } = new KeySet("'bwlimit'", KeyCoverage.Complete)
        .Keys(ValueShape.Any, "default", "restore", "migration", "clone", "move");

    public static ValueShape Boolean { get; } = ValueShape.Of(Vocabulary.PveBoolean);
}
