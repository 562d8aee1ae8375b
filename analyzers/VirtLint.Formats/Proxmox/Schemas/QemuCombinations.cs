using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>Settings of a virtual machine that exclude, need or disable each other.</summary>
internal static class QemuCombinations
{
    private static readonly string[] s_userData = ["ciuser", "cipassword", "sshkeys", "ciupgrade"];

    public static void Check(PveSection settings, BindingContext context)
    {
        foreach (var setting in settings.Settings)
        {
            if (TemplateMarks.Contains(setting.Value))
                continue;

            if (NumberedKey.Is(setting.Key, "hostpci"))
                CheckPci(setting, settings, context);
            else if (NumberedKey.Is(setting.Key, "usb"))
                CheckMapping(PropertyString.Parse(setting, "host"), context);
            else if (NumberedKey.Is(setting.Key, "scsi"))
                CheckThread(setting, settings, context);
        }

        CheckMachine(settings, context);
        CheckAgent(settings, context);
        CheckUserData(settings, context);
    }

    /// <summary>// qemu-server, PCI.pm: "Cannot set both 'host' and 'mapping'"; "q35 machine model is not enabled"</summary>
    private static void CheckPci(Setting setting, PveSection settings, BindingContext context)
    {
        var device = PropertyString.Parse(setting, "host");
        CheckMapping(device, context);
        if (device.Find("pcie") is { } pcie && IsTrue(pcie) && !IsQ35(settings))
            context.Report(SettingIssueKind.MissingCompanionSetting, pcie.Key, pcie.ValueSpan, "'pcie' needs the machine type 'q35', which the guest does not have, so it does not start");
    }

    private static void CheckMapping(PropertyString device, BindingContext context)
    {
        if (device.Find("host") is { } host && device.Find("mapping") is { } mapping)
        {
            context.Report(
                SettingIssueKind.ConflictingKeys, mapping.Key, mapping.ValueSpan, "'host' and 'mapping' exclude each other, so the guest does not get the device",
                related: new RelatedPlace(context.Origin(host.ValueSpan), "the other of the two"));
        }
    }

    /// <summary>// qemu-server, QemuServer.pm: "iothread is only valid with virtio disk or virtio-scsi-single controller, ignoring"</summary>
    private static void CheckThread(Setting setting, PveSection settings, BindingContext context)
    {
        if (PropertyString.Parse(setting, "file").Find("iothread") is { } thread
            && IsTrue(thread)
            && settings.Find("scsihw") is var controller
            && controller?.Value != "virtio-scsi-single"
            && !IsTemplate(controller))
        {
            context.Report(SettingIssueKind.SettingWithoutEffect, thread.Key, thread.ValueSpan, $"'iothread' of '{setting.Key}' has no effect, since 'scsihw' is not 'virtio-scsi-single'");
        }
    }

    /// <summary>// qemu-server, Machine.pm: "to use Intel vIOMMU please set the machine type to q35"</summary>
    private static void CheckMachine(PveSection settings, BindingContext context)
    {
        if (settings.Find("machine") is { } machine
            && PropertyString.Parse(machine, "type").Find("viommu") is { Value: "intel" } iommu
            && !IsQ35(settings))
        {
            context.Report(SettingIssueKind.MissingCompanionSetting, iommu.Key, iommu.ValueSpan, "'viommu=intel' needs the machine type 'q35', which the guest does not have, so it does not start");
        }
    }

    /// <summary>// qemu-server, Agent.pm: parse_guest_agent gives nothing unless the agent is enabled</summary>
    private static void CheckAgent(PveSection settings, BindingContext context)
    {
        if (settings.Find("agent") is not { } setting)
            return;

        var agent = PropertyString.Parse(setting, "enabled");
        if (agent.Find("enabled") is { } enabled && !Vocabulary.PveBoolean.TryRead(enabled.Value, out _))
            return;

        if (agent.Find("enabled") is { } on && IsTrue(on))
            return;

        foreach (var option in agent.Settings)
        {
            if (option.Key is "fstrim_cloned_disks" or "freeze-fs" or "freeze-fs-on-backup" or "guest-fsfreeze" or "type")
                context.Report(SettingIssueKind.SettingWithoutEffect, option.Key, option.KeySpan, $"'{option.Key}' of 'agent' has no effect, since the agent is not enabled");
        }
    }

    /// <summary>// qemu-server, Cloudinit.pm: generated user data is used only where no custom file replaces it</summary>
    private static void CheckUserData(PveSection settings, BindingContext context)
    {
        if (settings.Find("cicustom") is not { } custom || PropertyString.Parse(custom).Find("user") is not { } file)
            return;

        foreach (var key in s_userData)
        {
            if (settings.Find(key) is { } setting)
            {
                context.Report(
                    SettingIssueKind.SettingWithoutEffect, key, setting.KeySpan, $"'{key}' has no effect, since 'cicustom' replaces the user data",
                    related: new RelatedPlace(context.Origin(file.ValueSpan), "the file that replaces it"));
            }
        }
    }

    private static bool IsTrue(Setting setting) => Vocabulary.PveBoolean.TryRead(setting.Value, out var value) && value;

    private static bool IsTemplate(Setting? setting) => setting is not null && TemplateMarks.Contains(setting.Value);

    private static bool IsQ35(PveSection settings) =>
        settings.Find("machine") is { } machine && (machine.Value.IndexOf("q35", System.StringComparison.Ordinal) >= 0 || IsTemplate(machine));
}
