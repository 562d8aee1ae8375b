using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Vmware;

/// <summary>Tells of what an envelope names in itself and does not have. All that it can name stands in it.</summary>
/// <remarks>DMTF DSP0243: NetworkSection, DiskSection, References, DeploymentOptionSection, StartupSection</remarks>
internal sealed class OvfReferences(XmlElement envelope, BindingContext context)
{
    private static readonly char[] s_blanks = [' ', '\t', '\r', '\n'];

    private readonly HashSet<string> _files = Names(envelope.Elements("References"), "File", "id");
    private readonly HashSet<string> _disks = Names(OvfFormat.Sections(envelope, "DiskSection"), "Disk", "diskId");
    private readonly HashSet<string> _networks = Names(OvfFormat.Sections(envelope, "NetworkSection"), "Network", "name");
    private readonly HashSet<string> _options = Names(OvfFormat.Sections(envelope, "DeploymentOptionSection"), "Configuration", "id");

    public void Check()
    {
        if (context.IsPartial)
            return;

        CheckUnique(envelope.Elements("References"), "File", "id");
        CheckUnique(OvfFormat.Sections(envelope, "DiskSection"), "Disk", "diskId");
        CheckUnique(OvfFormat.Sections(envelope, "NetworkSection"), "Network", "name");
        CheckUnique(OvfFormat.Sections(envelope, "DeploymentOptionSection"), "Configuration", "id");
        foreach (var disk in OvfFormat.Sections(envelope, "DiskSection").SelectMany(static section => section.Elements("Disk")))
        {
            Check(disk.Attribute("fileRef"), _files, "a file that 'References' does not list, so the disk has no content");
            Check(disk.Attribute("parentRef"), _disks, "a disk that 'DiskSection' does not have, so this one has nothing to build on");
        }
    }

    public void CheckHardware(XmlElement hardware)
    {
        if (context.IsPartial)
            return;

        var items = hardware.Children.Where(static item => item.Name is "Item" or "StorageItem" or "EthernetPortItem").ToList();
        var instances = new HashSet<string>(items.Select(static item => (item.Element("InstanceID") ?? item.Element("InstanceId"))?.Text ?? ""), StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item.Element("ResourceType")?.Text is "10")
                CheckTexts(item, "Connection", _networks, "a network that 'NetworkSection' does not have, so the adapter is connected to nothing");

            CheckTexts(item, "Parent", instances, "an item that this hardware does not have, so the device has no controller");
            foreach (var resource in item.Elements("HostResource"))
                CheckResource(resource);

            CheckOptions(item);
        }
    }

    private static HashSet<string> Names(IEnumerable<XmlElement> sections, string element, string attribute) => new(
        sections.SelectMany(section => section.Elements(element)).Select(child => child.Attribute(attribute)?.Value ?? ""), StringComparer.Ordinal);

    private void CheckUnique(IEnumerable<XmlElement> sections, string element, string attribute)
    {
        var first = new Dictionary<string, XmlAttribute>(StringComparer.Ordinal);
        foreach (var name in sections.SelectMany(section => section.Elements(element)).Select(child => child.Attribute(attribute)).OfType<XmlAttribute>())
        {
            if (!first.TryGetValue(name.Value, out var other))
                first.Add(name.Value, name);
            else if (!TemplateMarks.Contains(name.Value))
                context.Report(SettingIssueKind.DuplicateKey, name.Value, name.ValueSpan, $"'{name.Value}' names two elements '{element}', and what refers to it means either", related: new RelatedPlace(context.Origin(other.ValueSpan), "the first of them"));
        }
    }

    /// <summary><c>ovf:/disk/ID</c>, <c>ovf:/file/ID</c>; version 0.9 has <c>disk/ID</c>.</summary>
    private void CheckResource(XmlElement resource)
    {
        var reference = resource.Text;
        var path = reference.StartsWith("ovf:", StringComparison.Ordinal) ? reference.Substring("ovf:".Length).TrimStart('/') : reference.TrimStart('/');
        if (path.StartsWith("disk/", StringComparison.Ordinal))
            Check(path.Substring("disk/".Length), reference, resource.TextSpan, _disks, "a disk that 'DiskSection' does not have, so the guest starts without it");
        else if (path.StartsWith("file/", StringComparison.Ordinal))
            Check(path.Substring("file/".Length), reference, resource.TextSpan, _files, "a file that 'References' does not list, so the guest starts without it");
    }

    private void CheckTexts(XmlElement item, string element, HashSet<string> known, string lack)
    {
        foreach (var child in item.Elements(element))
        {
            if (child.TextSpan.Length > 0)
                Check(child.Text, child.Text, child.TextSpan, known, lack);
        }
    }

    /// <summary>An item of no deployment option that there is is taken for none.</summary>
    private void CheckOptions(XmlElement item)
    {
        if (item.Attribute("configuration") is not { Value.Length: > 0 } options || TemplateMarks.Contains(options.Value))
            return;

        foreach (var option in options.Value.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!_options.Contains(option))
                Report(option, options.ValueSpan, "a deployment option that 'DeploymentOptionSection' does not have, so the item is never taken");
        }
    }

    private void Check(XmlAttribute? reference, HashSet<string> known, string lack)
    {
        if (reference is { Value.Length: > 0 })
            Check(reference.Value, reference.Value, reference.ValueSpan, known, lack);
    }

    private void Check(string name, string written, TextSpan span, HashSet<string> known, string lack)
    {
        if (!known.Contains(name) && !TemplateMarks.Contains(name))
            Report(written, span, lack);
    }

    private void Report(string written, TextSpan span, string lack) => context.ReportOnce(SettingIssueKind.DanglingReference, written, span, $"'{written}' names {lack}");
}
