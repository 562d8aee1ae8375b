using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware;

/// <summary>The vocabularies of VMware's dictionary files.</summary>
internal static class VmxWords
{
    /// <summary>Booleans, in any case. // vmware, vcf-security-and-compliance-guidelines: values as they are written and as tools export them</summary>
    public static Vocabulary<bool> Boolean { get; } = Of(true, false);

    /// <summary>A key that switches off: TRUE says that the thing is not there.</summary>
    public static Vocabulary<bool> Disabling { get; } = Of(false, true);

    public static Vocabulary<FirmwareInterface> Firmware { get; } = Vocabulary.OfAnyCase(("bios", FirmwareInterface.Bios), ("efi", FirmwareInterface.Uefi));

    /// <summary>A processor's feature that a boolean gives or takes.</summary>
    public static Vocabulary<CpuFeaturePolicy> Feature { get; } = Vocabulary.OfAnyCase(
        ("TRUE", CpuFeaturePolicy.Required), ("FALSE", CpuFeaturePolicy.Disabled), ("1", CpuFeaturePolicy.Required), ("0", CpuFeaturePolicy.Disabled));

    /// <summary>Whether a device's model is one of QEMU's, which no product of VMware's has.</summary>
    public static bool IsOfQemu(string model) => model.StartsWith("virtio", StringComparison.OrdinalIgnoreCase);

    /// <summary>The version of the virtual hardware.</summary>
    public static Vocabulary<HardwareVersion> Hardware { get; } = new HardwareVocabulary();

    /// <summary>What a filter does while its driver does not answer.</summary>
    public static Vocabulary<bool> OnFailure { get; } = Vocabulary.OfAnyCase(("failOpen", true), ("failClosed", false));

    /// <summary>The VLAN of a standard port group. // ESXi: 4095 hands every VLAN to the guests</summary>
    public static Vocabulary<VlanMembership> Vlan { get; } = new VlanVocabulary();

    /// <summary>A UUID as 16 bytes with blanks: <c>56 4d 12 …-a1 …</c>.</summary>
    public static Vocabulary<string> Uuid { get; } = new UuidVocabulary();

    /// <summary>The operating system by VMware's identifier.</summary>
    public static Vocabulary<GuestSystem> System { get; } = new SystemVocabulary();

    /// <summary>The version of a file's virtual hardware; null where it does not tell.</summary>
    public static int? HardwareNumber(SettingScope root) =>
        root.Find("virtualHW.version") is { IsConditional: false } setting && int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether a key is stated and on.</summary>
    public static bool IsOn(SettingScope scope, string key) =>
        scope.Find(key) is { IsConditional: false } setting && Boolean.TryRead(setting.Value, out var isOn) && isOn;

    private static Vocabulary<T> Of<T>(T whenTrue, T whenFalse) => Vocabulary.OfAnyCase(
        ("TRUE", whenTrue), ("FALSE", whenFalse), ("T", whenTrue), ("F", whenFalse), ("1", whenTrue), ("0", whenFalse),
        ("yes", whenTrue), ("no", whenFalse), ("on", whenTrue), ("off", whenFalse));

    private sealed class HardwareVocabulary : Vocabulary<HardwareVersion>
    {
        // vcf-security-and-compliance-guidelines, vSphere 8, README: "virtual hardware version 13 or newer" for mitigations of CPU vulnerabilities
        private const int FirstWithMitigations = 13;

        public override string Expected => "a version of virtual hardware";

        public override bool TryRead(string text, out HardwareVersion value)
        {
            var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            value = new("vmx-" + text, null) { LacksMitigations = isNumber && number < FirstWithMitigations };
            return isNumber;
        }
    }

    private sealed class VlanVocabulary : Vocabulary<VlanMembership>
    {
        private const int GuestTagging = 4095;

        private static readonly VlanMembership s_all = new(null, [new PortRange(0, GuestTagging - 1)]);

        public override string Expected => "the number of a VLAN";

        public override bool TryRead(string text, out VlanMembership value)
        {
            var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var vlan) && vlan <= GuestTagging;
            value = vlan == GuestTagging ? s_all : VlanMembership.Access(vlan);
            return isNumber;
        }
    }

    private sealed class UuidVocabulary : Vocabulary<string>
    {
        public override string Expected => "a UUID of 16 bytes";

        public override bool TryRead(string text, out string value)
        {
            var digits = new StringBuilder(32);
            foreach (var c in text)
            {
                if (c is not (' ' or '-'))
                    digits.Append(c);
            }

            var isUuid = Guid.TryParseExact(digits.ToString(), "N", out var uuid);
            value = isUuid ? uuid.ToString("D") : text;
            return isUuid;
        }
    }

    private sealed class SystemVocabulary : Vocabulary<GuestSystem>
    {
        // VMware vSphere API, VirtualMachineGuestOsIdentifier; identifiers that stand for several releases are left out
        private static readonly Dictionary<string, string> s_known = new(StringComparer.OrdinalIgnoreCase)
        {
            ["winxppro"] = "microsoft.com/win/xp",
            ["winxppro-64"] = "microsoft.com/win/xp",
            ["winxphome"] = "microsoft.com/win/xp",
            ["winnetstandard"] = "microsoft.com/win/2k3",
            ["winnetstandard-64"] = "microsoft.com/win/2k3",
            ["winnetenterprise"] = "microsoft.com/win/2k3",
            ["winnetenterprise-64"] = "microsoft.com/win/2k3",
            ["winvista"] = "microsoft.com/win/vista",
            ["winvista-64"] = "microsoft.com/win/vista",
            ["windows7"] = "microsoft.com/win/7",
            ["windows7-64"] = "microsoft.com/win/7",
            ["windows7srv-64"] = "microsoft.com/win/2k8r2",
            ["windows8"] = "microsoft.com/win/8",
            ["windows8-64"] = "microsoft.com/win/8",
            ["windows9-64"] = "microsoft.com/win/10",
            ["windows11-64"] = "microsoft.com/win/11",
            ["windows9srv-64"] = "microsoft.com/win/2k16",
            ["windows2022srvnext-64"] = "microsoft.com/win/2k25",
            ["windows2019srv-64"] = "microsoft.com/win/2k19",
            ["windows2019srvnext-64"] = "microsoft.com/win/2k22",
            ["rhel5"] = "redhat.com/rhel/5",
            ["rhel5-64"] = "redhat.com/rhel/5",
            ["rhel6"] = "redhat.com/rhel/6",
            ["rhel6-64"] = "redhat.com/rhel/6",
            ["rhel7-64"] = "redhat.com/rhel/7",
            ["rhel8-64"] = "redhat.com/rhel/8",
            ["rhel9-64"] = "redhat.com/rhel/9",
            ["centos5"] = "centos.org/centos/5",
            ["centos5-64"] = "centos.org/centos/5",
            ["centos6"] = "centos.org/centos/6",
            ["centos6-64"] = "centos.org/centos/6",
            ["centos7-64"] = "centos.org/centos/7",
            ["centos8-64"] = "centos.org/centos/8",
            ["debian7"] = "debian.org/debian/7",
            ["debian7-64"] = "debian.org/debian/7",
            ["debian8"] = "debian.org/debian/8",
            ["debian8-64"] = "debian.org/debian/8",
            ["debian9-64"] = "debian.org/debian/9",
            ["debian10-64"] = "debian.org/debian/10",
            ["debian11-64"] = "debian.org/debian/11",
            ["debian12"] = "debian.org/debian/12",
            ["debian12-64"] = "debian.org/debian/12",
            ["oraclelinux6-64"] = "oracle.com/ol/6",
            ["oraclelinux7-64"] = "oracle.com/ol/7",
            ["oraclelinux8-64"] = "oracle.com/ol/8",
        };

        // One identifier for two releases, which ended on the same day
        private static readonly GuestSystem s_server2012 = GuestSystem.OfOsinfo("microsoft.com/win/2k12r2") with { Name = "Windows Server 2012 or 2012 R2" };

        public override string Expected => "an identifier of a guest operating system";

        public override bool TryRead(string text, out GuestSystem value)
        {
            value = s_known.TryGetValue(text, out var id) ? GuestSystem.OfOsinfo(id)
                : text.Equals("windows8srv-64", StringComparison.OrdinalIgnoreCase) ? s_server2012
                : new GuestSystem(text, text.StartsWith("win", StringComparison.OrdinalIgnoreCase) ? SystemFamily.Windows : SystemFamily.Other)
                {
                    IsHypervisor = text.StartsWith("vmkernel", StringComparison.OrdinalIgnoreCase) || text.StartsWith("winHyperV", StringComparison.OrdinalIgnoreCase),
                };
            return true;
        }
    }
}
