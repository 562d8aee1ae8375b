using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds <c>launchSecurity</c>: formatdomain.rst, "Launch Security".</summary>
internal static class DomainMemoryEncryption
{
    /// <summary>Bound only where the host supplies the kernel: otherwise there is nothing to measure beside the firmware.</summary>
    public static readonly BindingTable<MemoryEncryption> DirectKernel = new BindingTable<MemoryEncryption>(Platform.Libvirt, "domain: launchSecurity", "formatdomain.rst")
        .Row("@kernelHashes", (e, f) => e.MeasuresKernel = f, Vocabulary.YesNo, whenAbsent: false, source: "Launch Security");

    /// <summary>The number whose bits say what the processor allows.</summary>
    public static readonly BindingTable<MemoryEncryption> Policy = new BindingTable<MemoryEncryption>(Platform.Libvirt, "domain: launchSecurity", "formatdomain.rst")
        .Computed(
            "policy/text()", e => e.AllowsDebugging,
            "bits: sev 0 (NODBG), sev-snp 19 (DEBUG), tdx 0 (DEBUG)",
            source: "Launch Security; AMD SEV API, guest policy; AMD SNP ABI, guest policy; Intel TDX ABI, TD attributes")
        .Computed("policy/text()", e => e.AllowsKeySharing, "bits: sev 1 (NOKS)", source: "Launch Security; AMD SEV API, guest policy")
        .Computed("policy/text()", e => e.EncryptsRegisters, "bits: sev 2 (ES)", source: "Launch Security; AMD SEV API, guest policy");

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        if (domain.Element("launchSecurity") is not { } element || element.Find("@type") is not { Value: "sev" or "sev-snp" or "tdx" } type)
            return;

        var encryption = context.Add(new MemoryEncryption(type.Value, context.Origin(type.ValueSpan), machine));
        if (type.Value is "sev" or "sev-snp" && domain.Find("os/kernel") is not null)
            DirectKernel.Bind(encryption, element, context);

        if (element.Find("policy/text()") is not { } policy)
            return;

        switch (type.Value)
        {
            // AMD, "Secure Encrypted Virtualization API", guest policy: NODBG, NOKS, ES
            case "sev":
                encryption.AllowsDebugging = Bit(element, policy, 0, whenSet: false, context);
                encryption.AllowsKeySharing = Bit(element, policy, 1, whenSet: false, context);
                encryption.EncryptsRegisters = Bit(element, policy, 2, whenSet: true, context);
                break;

            // AMD, "SEV Secure Nested Paging Firmware ABI Specification", guest policy: DEBUG
            case "sev-snp":
                encryption.AllowsDebugging = Bit(element, policy, 19, whenSet: true, context);
                break;

            // Intel, "TDX Module ABI Specification", TD attributes: DEBUG
            default:
                encryption.AllowsDebugging = Bit(element, policy, 0, whenSet: true, context);
                break;
        }
    }

    private static Fact<bool> Bit(XmlElement scope, Setting policy, int bit, bool whenSet, BindingContext context)
    {
        var origin = context.Origin(policy.ValueSpan);
        if (!TryParse(policy.Value, out var value))
            return Fact<bool>.Unresolved(origin, policy.Value, TemplateMarks.Contains(policy.Value) ? "template" : "value that the platform refuses", "policy");

        var isSet = (value >> bit & 1) == 1;
        return Fact.Stated(isSet == whenSet, origin, policy.Value, "policy", context.Embedding is null ? new BitSpelling(scope, policy, value, bit, whenSet) : null);
    }

    private static bool TryParse(string text, out ulong value) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? ulong.TryParse(text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>Writes the number again with one bit changed, as wide as it was.</summary>
    private sealed class BitSpelling(XmlElement scope, Setting policy, ulong value, int bit, bool whenSet) : IFactSpelling<bool>
    {
        public string? Spell(bool wanted)
        {
            var changed = wanted == whenSet ? value | (1UL << bit) : value & ~(1UL << bit);
            return policy.Value.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
                ? "0x" + changed.ToString("x" + Math.Max(policy.Value.Length - 2, 1), CultureInfo.InvariantCulture)
                : changed.ToString(CultureInfo.InvariantCulture);
        }

        public ImmutableArray<TextChange> Write(bool wanted) => scope.Replace(policy, Spell(wanted) ?? policy.Value) is { } change ? [change] : [];

        public TextChange? Remove() => null;
    }
}
