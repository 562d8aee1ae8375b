using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Incus;

/// <summary>The words that Incus and LXD have for values.</summary>
internal static class IncusWords
{
    /// <remarks>incus, shared/util: IsTrue, IsFalse.</remarks>
    public static Vocabulary<bool> Boolean { get; } = Vocabulary.OfAnyCase(
        ("true", true), ("false", false), ("1", true), ("0", false), ("yes", true), ("no", false), ("on", true), ("off", false));

    public static Vocabulary<bool> Opposite { get; } = Vocabulary.OfAnyCase(
        ("true", false), ("false", true), ("1", false), ("0", true), ("yes", false), ("no", true), ("on", false), ("off", true));

    /// <summary>An address with its port; the address may be missing, and is any then.</summary>
    public static Vocabulary<ListenAddress> Endpoint { get; } = new EndpointVocabulary();

    public static Vocabulary<FirewallAction> AclAction { get; } = Vocabulary.Of(
        ("reject", FirewallAction.Reject), ("drop", FirewallAction.Drop), ("allow", FirewallAction.Accept), ("allow-stateless", FirewallAction.Accept));

    /// <summary>The address of <c>[::]:8443</c>, <c>:8443</c>, <c>0.0.0.0</c>.</summary>
    public static ListenAddress Address(string text)
    {
        var host = text.Trim();
        var colon = host.LastIndexOf(':');
        if (colon >= 0 && (host.IndexOf(':') == colon || host.IndexOf(']') == colon - 1))
            host = host.Substring(0, colon);

        return ListenAddress.Of(host) with { Text = text };
    }

    private sealed class EndpointVocabulary : Vocabulary<ListenAddress>
    {
        public override string Expected => "an address, with or without a port";

        public override bool TryRead(string text, out ListenAddress value)
        {
            value = text.Length == 0 ? ListenAddress.Nowhere : Address(text);
            return true;
        }

        public override string? Spell(ListenAddress value) => value.Exposure is Exposure.None ? "" : value.Text;
    }
}
