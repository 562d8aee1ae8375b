using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Schemas;

/// <summary>Settings of a domain that exclude, need or disable each other.</summary>
internal static class DomainCombinations
{
    public static void Check(XmlElement domain, bool isTemplate, BindingContext context)
    {
        if (domain.Element("devices") is not { } devices)
            return;

        foreach (var nic in devices.Elements("interface"))
            CheckFilter(nic, context);

        foreach (var graphics in devices.Elements("graphics"))
            CheckGraphics(graphics, context);

        foreach (var disk in devices.Elements("disk"))
        {
            CheckAsynchronousInput(disk, context);
            CheckObsolete(disk, "driver", "type", "qcow", "'qcow' is the obsolete first version of the format; use 'qcow2'", context);
            CheckObsolete(disk, "source", "protocol", "sheepdog", "'sheepdog' is obsolete since QEMU 6.1, which cannot reach it; move the disk to another protocol", context);
            CheckObsolete(disk, "source", "protocol", "vxhs", "'vxhs' is obsolete since QEMU 5.2, which cannot reach it; move the disk to another protocol", context);
        }

        if (isTemplate || domain.Attribute("type")?.Value is not ("kvm" or "qemu" or "hvf"))
            return;

        CheckTargets(devices, context);
        CheckSharedMemory(domain, devices, context);
    }

    /// <summary>// libvirt, qemu_domain.c: filterref is refused beside virtualport</summary>
    private static void CheckFilter(XmlElement nic, BindingContext context)
    {
        if (nic.Element("filterref") is { } filter && nic.Element("virtualport") is { } port)
        {
            Report(
                SettingIssueKind.ConflictingKeys, filter, "<filterref> and <virtualport> exclude each other, so libvirt refuses the interface",
                new RelatedPlace(context.Origin(port.NameSpan), "the other of the two"), context);
        }
    }

    private static void CheckGraphics(XmlElement graphics, BindingContext context)
    {
        // libvirt, domain_conf.c: the attribute must match the address of the first listen element.
        if (graphics.Attribute("listen") is { Value.Length: > 0 } listen
            && graphics.Element("listen") is { } element
            && element.Attribute("type")?.Value == "address"
            && element.Attribute("address") is { Value.Length: > 0 } address
            && listen.Value != address.Value
            && !TemplateMarks.Contains(listen.Value)
            && !TemplateMarks.Contains(address.Value))
        {
            context.Report(
                SettingIssueKind.ConflictingKeys, "listen", listen.ValueSpan,
                $"'listen' is '{listen.Value}' and <listen> has the address '{address.Value}', so libvirt refuses the console",
                related: new RelatedPlace(context.Origin(address.ValueSpan), "the other address"));
        }

        // The text is a secret: the key is reported, and only its length is told.
        if (graphics.Attribute("type")?.Value == "vnc" && graphics.Attribute("passwd") is { } password && IsCut(password.Value))
            context.Report(SettingIssueKind.SettingWithoutEffect, "passwd", password.NameSpan, CutMessage);
    }

    /// <summary>VNC's authentication takes 8 bytes. // qemu.conf: vnc_password, "it will be truncated to 8"</summary>
    internal static bool IsCut(string password) => !TemplateMarks.Contains(password) && Encoding.UTF8.GetByteCount(password) > 8;

    internal const string CutMessage = "VNC reads 8 bytes of a password, so the rest of this one protects nothing";

    /// <summary>// libvirt, qemu_domain.c: "native I/O needs either no disk cache or directsync cache mode"</summary>
    private static void CheckAsynchronousInput(XmlElement disk, BindingContext context)
    {
        if (disk.Element("driver") is { } driver
            && driver.Attribute("io") is { Value: "native" } io
            && driver.Attribute("cache") is { Value: "writeback" or "writethrough" or "unsafe" } cache)
        {
            context.Report(
                SettingIssueKind.ConflictingKeys, "io", io.ValueSpan,
                $"I/O mode 'native' needs the cache mode 'none' or 'directsync', not '{cache.Value}', so libvirt refuses the disk",
                related: new RelatedPlace(context.Origin(cache.ValueSpan), "the cache mode"));
        }
    }

    /// <summary>// QEMU, docs/about/removed-features.rst: sheepdog, vxhs; docs/system/images.rst: qcow</summary>
    private static void CheckObsolete(XmlElement disk, string child, string attribute, string value, string message, BindingContext context)
    {
        if (disk.Element(child)?.Attribute(attribute) is { } stated && stated.Value == value)
            context.Report(SettingIssueKind.DeprecatedKey, attribute, stated.ValueSpan, message);
    }

    /// <summary>// libvirt, domain_conf.c: virDomainDefCheckDuplicateDiskInfo, "target '%s' duplicated for disk sources"</summary>
    private static void CheckTargets(XmlElement devices, BindingContext context)
    {
        var first = new Dictionary<string, XmlAttribute>(StringComparer.Ordinal);
        foreach (var disk in devices.Elements("disk"))
        {
            if (disk.Element("target")?.Attribute("dev") is not { Value.Length: > 0 } device || TemplateMarks.Contains(device.Value))
                continue;

            if (first.TryGetValue(device.Value, out var other))
            {
                context.Report(
                    SettingIssueKind.ConflictingKeys, "dev", device.ValueSpan, $"two disks have the target '{device.Value}', so libvirt refuses the domain",
                    related: new RelatedPlace(context.Origin(other.ValueSpan), "the other disk"));
            }
            else
            {
                first.Add(device.Value, device);
            }
        }
    }

    /// <summary>
    /// A vhost-user back end maps the guest's memory. // kbase/virtiofs.rst: "shared memory is required"; libvirt,
    /// qemu_validate.c: "'virtiofs' requires shared memory"
    /// </summary>
    private static void CheckSharedMemory(XmlElement domain, XmlElement devices, BindingContext context)
    {
        if (HasSharedMemory(domain))
            return;

        foreach (var folder in devices.Elements("filesystem"))
        {
            if (folder.Element("driver")?.Attribute("type") is { Value: "virtiofs" } driver)
                context.Report(SettingIssueKind.MissingCompanionSetting, "type", driver.ValueSpan, "'virtiofs' needs <memoryBacking> with <access mode='shared'/>, which the domain does not state, so it does not start");
        }
    }

    private static bool HasSharedMemory(XmlElement domain) =>
        domain.Find("memoryBacking/access/@mode") is { } mode && (mode.Value == "shared" || TemplateMarks.Contains(mode.Value))
        || domain.Element("cpu")?.Element("numa")?.Elements("cell").Any(static cell => cell.Attribute("memAccess") is not null) == true;

    private static void Report(SettingIssueKind kind, XmlElement element, string message, RelatedPlace related, BindingContext context) =>
        context.Report(kind, element.Name, element.NameSpan, message, related: related);
}
