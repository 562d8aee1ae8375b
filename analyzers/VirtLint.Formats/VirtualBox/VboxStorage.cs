using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.VirtualBox;

/// <summary>Binds the disks that a machine registers, and what it hands to the virtual machine monitor behind the product's own settings.</summary>
internal static class VboxStorage
{
    private const string Key = "CRYPT/KeyStore";

    private const string Internal = "VBoxInternal/";

    /// <summary>Identity of the firmware's tables, and features of the processor.</summary>
    private static readonly string[] s_harmless = ["VBoxInternal/Devices/pcbios/", "VBoxInternal/Devices/efi/0/Config/Dmi", "VBoxInternal/Devices/efi/0/LUN#0/Config/Dmi", "VBoxInternal/CPUM/"];

    private static readonly Vocabulary<bool> s_readOnly = Vocabulary.OfAnyCase(("Normal", false), ("Immutable", false), ("Writethrough", false), ("Shareable", false), ("Multiattach", false), ("Readonly", true));

    public static readonly BindingTable<Disk> Disks = new BindingTable<Disk>(Platform.VirtualBox, ".vbox: Machine/MediaRegistry/HardDisks/HardDisk", VboxFormat.Source)
        .Row("@location", (d, f) => d.Source = f, Vocabulary.Text, source: "MachineConfigFile::readMedium")
        .Computed("Property[@name='CRYPT/KeyStore']", d => d.Encryption, "a key store", "none", "VirtualBox manual: Encryption of Disk Images")
        .Computed("@type", d => d.IsReadOnly, "'Readonly'", "false", "MachineConfigFile::readMedium")
        .Computed("(element)", d => d.Use, "a hard disk");

    public static readonly BindingTable<RawArgument> Raw = new BindingTable<RawArgument>(Platform.VirtualBox, ".vbox: Machine/ExtraData/ExtraDataItem", VboxFormat.Source)
        .Computed("@name", r => r.Effect, "a name below 'VBoxInternal/', unless of firmware tables or the processor", source: "MachineConfigFile::readMachine");

    public static void Bind(VirtualMachine machine, XmlElement element, BindingContext context)
    {
        foreach (var medium in element.Element("MediaRegistry")?.Element("HardDisks")?.Elements("HardDisk") ?? [])
        {
            if (medium.Find("@location") is not { Value.Length: > 0 } location)
                continue;

            var disk = context.Add(new Disk(new FilePath(location.Value).Name, context.Origin(location.ValueSpan), machine));
            Disks.Bind(disk, medium, context);
            disk.Use = Fact.Default(DiskUse.Disk, disk.Origin, VboxFormat.Source);
            disk.IsReadOnly = Facts.Read(medium, "@type", s_readOnly, false, $"{VboxFormat.Source}: readMedium", context);
            if (!HasKey(medium))
                disk.Encryption = Facts.Default(context, DiskEncryption.None, location.ValueSpan, "VirtualBox manual: Encryption of Disk Images", Key);
        }

        foreach (var item in element.Element("ExtraData")?.Elements("ExtraDataItem") ?? [])
        {
            if (item.Find("@name") is not { } name || !name.Value.StartsWith(Internal, StringComparison.Ordinal) || Array.Exists(s_harmless, known => name.Value.StartsWith(known, StringComparison.Ordinal)))
                continue;

            var raw = context.Add(new RawArgument(name.Value, context.Origin(name.ValueSpan), machine));
            raw.Effect = Fact.Stated(ArgumentEffect.Other, raw.Origin, name.Value, "ExtraDataItem/@name");
        }
    }

    private static bool HasKey(XmlElement medium)
    {
        foreach (var property in medium.Elements("Property"))
        {
            if (property.Find("@name")?.Value == Key)
                return true;
        }

        return false;
    }
}
