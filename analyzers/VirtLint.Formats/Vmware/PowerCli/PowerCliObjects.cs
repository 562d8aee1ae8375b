using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Formats.Vmware.Esxi;
using VirtLint.Model;

namespace VirtLint.Formats.Vmware.PowerCli;

/// <summary>Binds what a script hands to methods: commands of esxcli, and specifications of the API.</summary>
// VMware PowerCLI User's Guide: Get-EsxCli -V2; vSphere Web Services API: VirtualMachineConfigSpec
internal static class PowerCliObjects
{
    private const string Source = "vSphere Web Services API: VirtualMachineConfigSpec";
    private const string Firmware = "Firmware";
    private const string SecureBoot = "BootOptions.EfiSecureBootEnabled";

    private static readonly Vocabulary<bool> s_boolean = Vocabulary.OfAnyCase(("true", true), ("false", false), ("1", true), ("0", false));

    public static readonly BindingTable<GuestFirmware> Boot = new BindingTable<GuestFirmware>(Platform.Vmware, "PowerCLI: VirtualMachineConfigSpec", Source)
        .Row(Firmware, (f, v) => f.Interface = v, Vocabulary.Of(("bios", FirmwareInterface.Bios), ("efi", FirmwareInterface.Uefi)), source: "firmware")
        .Row(SecureBoot, (f, v) => f.SecureBoot = v, s_boolean, source: "bootOptions.efiSecureBootEnabled");

    public static readonly BindingTable<MigrationPolicy> Replication = new BindingTable<MigrationPolicy>(Platform.Vmware, "PowerCLI: VirtualMachineConfigSpec", Source)
        .Row(
            "FtEncryptionMode",
            (p, f) => p.ReplicationProtection = f,
            Vocabulary.OfAnyCase(("ftEncryptionDisabled", LinkProtection.None), ("ftEncryptionOpportunistic", LinkProtection.Opportunistic), ("ftEncryptionRequired", LinkProtection.Encrypted)),
            source: "ftEncryptionMode");

    // Fields of the specification that say what an advanced setting says.
    private static readonly Dictionary<string, string> s_fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MigrateEncryption"] = "migrate.encryptionMode",
        ["NestedHVEnabled"] = "vhv.enable",
        ["Flags.EnableLogging"] = "logging",
    };

    public static void Bind(IReadOnlyList<ScriptInvocation> invocations, string fileName, BindingContext context)
    {
        var commands = new EsxCommands(new TextSpan(0, 0), isLinear: false);
        var isHost = false;
        foreach (var invocation in invocations)
        {
            switch (invocation.Name)
            {
                case "Invoke" when invocation.Path.IndexOf('.') > 0:
                    isHost |= commands.Run(invocation.Path.ToLowerInvariant().Replace('.', ' '), [.. invocation.Entries.Select(entry => (entry.Key, ValueOf(entry, invocation)))], new("", invocation.Span, true, invocation.Span));
                    break;
                case "ReconfigVM" or "ReconfigVM_Task":
                    BindGuest(invocation, context);
                    break;
            }
        }

        if (isHost)
            EsxHost.Bind($"hosts of {fileName}", context.Origin(new TextSpan(0, 0)), commands, context);
    }

    private static void BindGuest(ScriptInvocation invocation, BindingContext context)
    {
        var settings = new EsxScope(invocation.Span, isLinear: true);
        var spec = new EsxScope(invocation.Span, isLinear: true);
        foreach (var entry in invocation.Entries)
        {
            if (s_fields.TryGetValue(entry.Key, out var key))
                settings.Set(key, ValueOf(entry, invocation));
            else if (entry.Key.StartsWith("ExtraConfig", StringComparison.OrdinalIgnoreCase) && entry.Key.EndsWith(".Key", StringComparison.OrdinalIgnoreCase)
                && entry.Value.Kind is ScriptValueKind.Text && PartOf(entry, invocation) is { } value)
                settings.Set(entry.Value.Text, ValueOf(value, invocation));
            else
                spec.Set(entry.Key, ValueOf(entry, invocation));
        }

        var isFirmware = spec.Find(Firmware) is not null || spec.Find(SecureBoot) is not null;
        var isReplicated = spec.Find("FtEncryptionMode") is not null;
        if (!settings.Settings.Any() && !isFirmware && !isReplicated)
            return;

        var target = invocation.Root is { } root ? PowerCliTarget.Of(root) : new PowerCliTarget("", "*", invocation.Span);
        var machine = context.Add(new VirtualMachine(target.Name == "*" ? "all virtual machines" : target.Name, context.Origin(invocation.Span)) { IsAmendment = true });
        AdvancedSettings.Commanded.Bind(machine, settings, context);
        if (isFirmware)
            Boot.Bind(context.Add(new GuestFirmware("firmware", machine.Origin, machine)), spec, context);

        if (isReplicated)
            Replication.Bind(context.Add(new MigrationPolicy(machine.Name, machine.Origin, machine)), spec, context);
    }

    /// <summary>The value that belongs to the key of an advanced setting.</summary>
    private static ScriptEntry? PartOf(ScriptEntry key, ScriptInvocation invocation)
    {
        var name = key.Key.Substring(0, key.Key.Length - "Key".Length) + "Value";
        return invocation.Entries.FirstOrDefault(entry => entry.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static CommandValue ValueOf(ScriptEntry entry, ScriptInvocation invocation)
    {
        var isKnown = entry.Value.Kind is ScriptValueKind.Text && !invocation.IsConditional;
        return new(entry.Value.Text is "$true" or "$false" ? entry.Value.Text.Substring(1) : entry.Value.Text, entry.Value.Span, isKnown, entry.Span);
    }
}
