using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Proxmox;

/// <summary>The flags of section configurations. Without a value they are on. // pve-common, SectionConfig.pm</summary>
internal static class PveFlags
{
    /// <summary>A flag that says what it is called.</summary>
    public static Vocabulary<bool> On { get; } = Of(true);

    /// <summary>A flag that says the opposite of the fact: <c>disable</c>.</summary>
    public static Vocabulary<bool> Off { get; } = Of(false);

    private static Vocabulary<bool> Of(bool isOn) => Vocabulary.OfAnyCase(
        ("1", isOn), ("", isOn), ("on", isOn), ("yes", isOn), ("true", isOn), ("0", !isOn), ("off", !isOn), ("no", !isOn), ("false", !isOn));
}
