using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.HyperV;

/// <summary>The vocabularies of Hyper-V's cmdlets.</summary>
internal static class HyperVWords
{
    public static Vocabulary<bool> Boolean { get; } = Vocabulary.OfAnyCase(("$true", true), ("$false", false), ("1", true), ("0", false));

    /// <summary>A truth value that may be written as a text.</summary>
    public static Vocabulary<bool> Flag { get; } = Vocabulary.OfAnyCase(("$true", true), ("$false", false), ("true", true), ("false", false), ("1", true), ("0", false));

    /// <summary>A hardware address, which Hyper-V writes without marks: 00155D01AB10.</summary>
    public static Vocabulary<string> Mac { get; } = new PlainMac();

    /// <summary>A parameter that says the opposite of the fact.</summary>
    public static Vocabulary<bool> Opposite { get; } = Vocabulary.OfAnyCase(("$true", false), ("$false", true), ("1", false), ("0", true));

    /// <summary>How live migration sends memory. By SMB, it is the host's SMB server that encrypts.</summary>
    public static Vocabulary<LinkProtection> Performance { get; } = Vocabulary.OfAnyCase(
        ("TCPIP", LinkProtection.None), ("None", LinkProtection.None), ("Compression", LinkProtection.None), ("SMB", LinkProtection.Encrypted), ("SMBTransport", LinkProtection.Encrypted));

    /// <summary>Whether a checkpoint of a running guest holds its memory; a production one does so where the guest cannot freeze its file systems. // Set-VM: CheckpointType</summary>
    public static Vocabulary<bool> Checkpoints { get; } = Vocabulary.OfAnyCase(("Disabled", false), ("Production", false), ("ProductionOnly", false), ("Standard", true));

    public static Vocabulary<bool> OnOff { get; } = Vocabulary.OfAnyCase(("On", true), ("Off", false));

    /// <summary>
    /// The versions of a virtual machine's configuration, with the year of the Windows that brought each; no table tells it of
    /// 10.1 and 10.5. Before 8.0 a guest is shown no processor feature against speculative execution. // Protecting guest virtual
    /// machines from CVE-2017-5715; Upgrade virtual machine version in Hyper-V, "Supported VM configuration versions"
    /// </summary>
    public static Vocabulary<HardwareVersion> Versions { get; } = Vocabulary.Of(
        ("5.0", Version("5.0", 2013, lacksMitigations: true)),
        ("6.2", Version("6.2", 2015, lacksMitigations: true)),
        ("7.0", Version("7.0", 2016, lacksMitigations: true)),
        ("7.1", Version("7.1", 2016, lacksMitigations: true)),
        ("8.0", Version("8.0", 2016)),
        ("8.1", Version("8.1", 2017)),
        ("8.2", Version("8.2", 2017)),
        ("8.3", Version("8.3", 2018)),
        ("9.0", Version("9.0", 2018)),
        ("9.1", Version("9.1", 2019)),
        ("9.2", Version("9.2", 2020)),
        ("9.3", Version("9.3", 2021)),
        ("10.0", Version("10.0", 2021)),
        ("10.1", new HardwareVersion("10.1", null)),
        ("10.5", new HardwareVersion("10.5", null)),
        ("11.0", Version("11.0", 2022)),
        ("12.0", Version("12.0", 2024)),
        ("254.0", new HardwareVersion("254.0", null)),
        ("255.0", new HardwareVersion("255.0", null)));

    private static HardwareVersion Version(string name, int year, bool lacksMitigations = false) =>
        new(name, new DateTimeOffset(year, 10, 1, 0, 0, 0, TimeSpan.Zero)) { LacksMitigations = lacksMitigations };

    /// <summary>A guard, of which the fact says what it keeps out.</summary>
    public static Vocabulary<bool> Guard { get; } = Vocabulary.OfAnyCase(("On", false), ("Off", true));

    private sealed class PlainMac : Vocabulary<string>
    {
        private const int Digits = 12;

        public override string Expected => "a hardware address such as '00155D01AB10'";

        public override bool TryRead(string text, out string value)
        {
            // A number has lost the zeros that it began with.
            var plain = text.Length is > 9 and < Digits && text.All(char.IsDigit) ? text.PadLeft(Digits, '0') : text;
            if (plain.Length == Digits && plain.All(Uri.IsHexDigit))
                plain = string.Join(":", Enumerable.Range(0, Digits / 2).Select(pair => plain.Substring(pair * 2, 2)));

            return MacAddress.Vocabulary.TryRead(plain, out value);
        }
    }
}
