using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Libvirt;

/// <summary>The libosinfo identifiers that virt-install and virt-manager write into a domain's metadata.</summary>
/// <remarks>libosinfo, osinfo-db; virt-install(1), --osinfo.</remarks>
internal sealed class OsinfoVocabulary : Vocabulary<GuestSystem>
{
    public static OsinfoVocabulary Instance { get; } = new();

    public override string Expected => "a libosinfo identifier such as 'http://debian.org/debian/13'";

    public override bool TryRead(string text, out GuestSystem value)
    {
        value = GuestSystem.OfOsinfo(text);
        return true;
    }
}
