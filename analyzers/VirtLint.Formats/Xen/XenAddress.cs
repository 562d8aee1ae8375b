using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Xen;

/// <summary>Where a console listens: an address, with or without a display or port.</summary>
internal sealed class XenAddress : Vocabulary<ListenAddress>
{
    public static XenAddress Vocabulary { get; } = new();

    public override string Expected => "an address";

    public static ListenAddress Of(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon >= 0 && (text.IndexOf(':') == colon || text.IndexOf(']') == colon - 1) ? text.Substring(0, colon) : text;
        return ListenAddress.Of(host) with { Text = text };
    }

    public override bool TryRead(string text, out ListenAddress value)
    {
        value = Of(text);
        return true;
    }

    public override string? Spell(ListenAddress value) => value.Exposure is Exposure.None ? null : value.Text;
}
