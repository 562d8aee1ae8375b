using System;
using System.Globalization;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;

namespace VirtLint.Formats.Libvirt.Schemas;

/// <summary>What keys of libvirt's .conf files accept. A value of the wrong type stops the daemon.</summary>
/// <remarks>libvirt, src/util/virconf.c: virConfGetValueBool, virConfGetValueString, virConfGetValueStringList.</remarks>
internal static class ConfShape
{
    public static ValueShape Flag { get; } = new(
        "1 or 0 without quotes", static setting => setting is { IsList: false, IsQuoted: false, Value: "0" or "1" });

    public static ValueShape Text { get; } = new("a text in quotes", static setting => setting is { IsList: false, IsQuoted: true });

    public static ValueShape Texts { get; } = new("a list of texts in brackets", static setting => setting.IsList);

    public static ValueShape TextOrTexts { get; } = new(
        "a text in quotes or a list of texts in brackets", static setting => setting.IsList || setting.IsQuoted);

    /// <summary>File permissions are an octal number in quotes. // libvirtd.conf: unix_sock_rw_perms = "0770"</summary>
    public static ValueShape Mode { get; } = new(
        "octal permissions in quotes, such as \"0700\"",
        static setting => setting is { IsList: false, IsQuoted: true } && Vocabulary.OctalMode.TryRead(setting.Value, out _));

    public static ValueShape Number(long least, long most = int.MaxValue) => new(
        $"a whole number from {least.ToString(CultureInfo.InvariantCulture)}"
            + (most == int.MaxValue ? "" : $" to {most.ToString(CultureInfo.InvariantCulture)}") + " without quotes",
        setting => setting is { IsList: false, IsQuoted: false } && ValueShape.IsNumber(setting.Value, least, most));

    /// <summary>One of some words, in quotes.</summary>
    public static ValueShape Word(params string[] words) => new(
        Sentence.Choice(words) + " in quotes",
        setting => setting is { IsList: false, IsQuoted: true } && Array.IndexOf(words, setting.Value) >= 0,
        words);
}
