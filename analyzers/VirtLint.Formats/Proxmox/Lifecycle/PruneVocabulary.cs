using System;
using System.Globalization;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Proxmox.Lifecycle;

/// <summary>How many backups stay, of which it matters here whether all do: <c>keep-all=1</c>, <c>keep-daily=7,keep-weekly=4</c>.</summary>
/// <remarks>pve-storage, Plugin.pm: prune-backups; with keep-all, no other number may stand. A number of 0 keeps none by that rule.</remarks>
internal sealed class PruneVocabulary : Vocabulary<bool>
{
    public static PruneVocabulary Instance { get; } = new();

    public override string Expected => "'keep-all=1', or numbers such as 'keep-daily=7,keep-weekly=4'";

    public override bool TryRead(string text, out bool value)
    {
        value = false;
        foreach (var part in text.Split(','))
        {
            var equals = part.IndexOf('=');
            if (equals < 0 || !part.StartsWith("keep-", StringComparison.Ordinal))
                return false;

            var number = part.Substring(equals + 1);
            if (part.StartsWith("keep-all=", StringComparison.Ordinal))
                value |= Vocabulary.PveBoolean.TryRead(number, out var keepsAll) && keepsAll;
            else if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                return false;
        }

        return true;
    }
}
