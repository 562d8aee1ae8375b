using System;
using System.Globalization;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.VirtualBox;

/// <summary>The words that VirtualBox' settings have for values.</summary>
internal static class VboxWords
{
    public static Vocabulary<bool> Boolean { get; } = Vocabulary.Of(("true", true), ("false", false), ("1", true), ("0", false));

    public static Vocabulary<bool> Opposite { get; } = Vocabulary.Of(("true", false), ("false", true), ("1", false), ("0", true));

    /// <summary>The modes of clipboard and drag and drop: each but one carries something across.</summary>
    public static Vocabulary<bool> Crossing { get; } = Vocabulary.Of(("Disabled", false), ("HostToGuest", true), ("GuestToHost", true), ("Bidirectional", true));

    /// <summary>Twelve hexadecimal digits.</summary>
    public static Vocabulary<string> Mac { get; } = new MacVocabulary();

    /// <summary>A UUID in braces.</summary>
    public static Vocabulary<string> Uuid { get; } = new UuidVocabulary();

    public static Vocabulary<DateTimeOffset> Time { get; } = new TimeVocabulary();

    private sealed class MacVocabulary : Vocabulary<string>
    {
        public override string Expected => "12 hexadecimal digits";

        public override bool TryRead(string text, out string value)
        {
            value = "";
            if (text.Length != 12)
                return false;

            var pairs = new string[6];
            for (var i = 0; i < pairs.Length; i++)
                pairs[i] = text.Substring(2 * i, 2);

            return MacAddress.Vocabulary.TryRead(string.Join(":", pairs), out value);
        }
    }

    private sealed class UuidVocabulary : Vocabulary<string>
    {
        public override string Expected => "a UUID in braces";

        public override bool TryRead(string text, out string value) => Vocabulary.Uuid.TryRead(text.Trim('{', '}'), out value);
    }

    private sealed class TimeVocabulary : Vocabulary<DateTimeOffset>
    {
        public override string Expected => "a time such as '2025-11-03T08:15:00Z'";

        public override bool TryRead(string text, out DateTimeOffset value) =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }
}
