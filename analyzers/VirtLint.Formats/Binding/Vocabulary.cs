using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Binding;

/// <summary>What a key's value may be, and what each spelling means in the model.</summary>
/// <remarks>Read and spelt with the same table, so that a fix writes only what the binder reads back.</remarks>
public abstract class Vocabulary<T>
{
    /// <summary>What the key accepts, for messages and docs: <c>'secure' or 'insecure'</c>, <c>a whole number</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Takes a value at its word; false when the platform would refuse it.</summary>
    public abstract bool TryRead(string text, out T value);

    /// <summary>The platform's word for a value, or null when it has none.</summary>
    public virtual string? Spell(T value) => null;

    /// <summary>The words of a closed set, for "did you mean"; empty for open vocabularies.</summary>
    public virtual IReadOnlyList<string> Words => [];

    /// <summary>Whether values must be masked wherever they are shown.</summary>
    public virtual bool IsSecret => false;
}

/// <summary>The vocabularies that several platforms share.</summary>
public static class Vocabulary
{
    /// <summary>Any text.</summary>
    public static Vocabulary<string> Text { get; } = new TextVocabulary(secret: false);

    /// <summary>An address to listen on.</summary>
    public static Vocabulary<ListenAddress> Listen { get; } = new ListenVocabulary();

    /// <summary>Any text, never shown.</summary>
    public static Vocabulary<string> Secret { get; } = new TextVocabulary(secret: true);

    /// <summary>A UUID, brought to lower case with hyphens.</summary>
    public static Vocabulary<string> Uuid { get; } = new UuidVocabulary();

    /// <summary>Seconds since 1970.</summary>
    public static Vocabulary<DateTimeOffset> UnixTime { get; } = new UnixTimeVocabulary();

    public static Vocabulary<int> Integer { get; } = new IntegerVocabulary();

    /// <summary>File permissions, as octal text with or without a leading zero.</summary>
    public static Vocabulary<int> OctalMode { get; } = new OctalVocabulary();

    /// <summary><c>yes</c> or <c>no</c>: libvirt XML.</summary>
    public static Vocabulary<bool> YesNo { get; } = Of(("yes", true), ("no", false));

    /// <summary><c>on</c> or <c>off</c>: libvirt XML.</summary>
    public static Vocabulary<bool> OnOff { get; } = Of(("on", true), ("off", false));

    /// <summary><c>1</c> or <c>0</c>: libvirt's .conf files, Proxmox firewall options.</summary>
    public static Vocabulary<bool> OneZero { get; } = Of(("1", true), ("0", false));

    /// <summary>Proxmox VE's booleans, in any case. // pve-common, JSONSchema.pm: parse_boolean</summary>
    public static Vocabulary<bool> PveBoolean { get; } = OfAnyCase(
        ("1", true), ("on", true), ("yes", true), ("true", true), ("0", false), ("off", false), ("no", false), ("false", false));

    /// <summary>Proxmox VE's booleans, of a key that says the opposite of the fact: <c>unprivileged</c>, <c>link_down</c>.</summary>
    public static Vocabulary<bool> PveOpposite { get; } = OfAnyCase(
        ("1", false), ("on", false), ("yes", false), ("true", false), ("0", true), ("off", true), ("no", true), ("false", true));

    /// <summary>True by being there at all: an XML flag element such as <c>&lt;readonly/&gt;</c>, a bare key.</summary>
    public static Vocabulary<bool> Presence { get; } = new PresenceVocabulary();

    /// <summary>A closed set of words. Where two words mean the same, the first is the one that is written.</summary>
    public static Vocabulary<T> Of<T>(params (string Word, T Value)[] words) => new WordVocabulary<T>(words, StringComparer.Ordinal);

    /// <summary>A closed set of words whose case does not matter.</summary>
    public static Vocabulary<T> OfAnyCase<T>(params (string Word, T Value)[] words) => new WordVocabulary<T>(words, StringComparer.OrdinalIgnoreCase);

    private sealed class TextVocabulary(bool secret) : Vocabulary<string>
    {
        public override string Expected => "text";

        public override bool IsSecret => secret;

        public override bool TryRead(string text, out string value)
        {
            value = text;
            return true;
        }

        public override string? Spell(string value) => secret ? null : value;
    }

    private sealed class ListenVocabulary : Vocabulary<ListenAddress>
    {
        public override string Expected => "an address";

        public override bool TryRead(string text, out ListenAddress value)
        {
            value = ListenAddress.Of(text);
            return true;
        }

        public override string? Spell(ListenAddress value) => value.Exposure is Exposure.None ? null : value.Text;
    }

    private sealed class UuidVocabulary : Vocabulary<string>
    {
        public override string Expected => "a UUID";

        public override bool TryRead(string text, out string value)
        {
            var isUuid = Guid.TryParse(text, out var uuid);
            value = isUuid ? uuid.ToString("D") : text;
            return isUuid;
        }

        public override string? Spell(string value) => value;
    }

    private sealed class IntegerVocabulary : Vocabulary<int>
    {
        public override string Expected => "a whole number";

        public override bool TryRead(string text, out int value) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

        public override string? Spell(int value) => value.ToString(CultureInfo.InvariantCulture);
    }

    private sealed class UnixTimeVocabulary : Vocabulary<DateTimeOffset>
    {
        // The last second of the year 9999, the last that DateTimeOffset holds.
        private const long Last = 253_402_300_799;

        public override string Expected => "seconds since 1970";

        public override bool TryRead(string text, out DateTimeOffset value)
        {
            value = default;
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > Last)
                return false;

            value = DateTimeOffset.FromUnixTimeSeconds(seconds);
            return true;
        }

        public override string? Spell(DateTimeOffset value) => value.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }

    private sealed class OctalVocabulary : Vocabulary<int>
    {
        public override string Expected => "octal permissions such as '0700'";

        public override bool TryRead(string text, out int value)
        {
            value = 0;
            if (text.Length is 0 or > 6 || text.Any(static c => c is < '0' or > '7'))
                return false;

            value = Convert.ToInt32(text, 8);
            return true;
        }

        public override string? Spell(int value) => "0" + Convert.ToString(value, 8);
    }

    private sealed class PresenceVocabulary : Vocabulary<bool>
    {
        public override string Expected => "nothing";

        public override bool TryRead(string text, out bool value) => value = true;
    }

    private sealed class WordVocabulary<T> : Vocabulary<T>
    {
        private readonly Dictionary<string, T> _values;
        private readonly (string Word, T Value)[] _words;

        public WordVocabulary((string Word, T Value)[] words, StringComparer comparer)
        {
            _words = words;
            _values = words.ToDictionary(static w => w.Word, static w => w.Value, comparer);
        }

        public override IReadOnlyList<string> Words => [.. _words.Select(static w => w.Word)];

        public override string Expected => Sentence.Choice(Words);

        public override bool TryRead(string text, out T value) => _values.TryGetValue(text, out value!);

        public override string? Spell(T value) =>
            _words.FirstOrDefault(w => EqualityComparer<T>.Default.Equals(w.Value, value)).Word;
    }
}
