using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds what tells whose guest it is, whether it starts with its host, and what bounds its memory.</summary>
internal static class DomainLifecycle
{
    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Libvirt, "domain", "formatdomain.rst")
        .Row("vcpu/text()", (m, f) => m.MaxProcessors = f, Vocabulary.Integer, whenAbsent: 1, source: "CPU Allocation")
        .Row("memoryBacking/locked", (m, f) => m.LocksMemory = f, Vocabulary.Presence, whenAbsent: false, source: "Memory Backing")
        .Row("memtune/hard_limit", (m, f) => m.HasMemoryLimit = f, Vocabulary.Presence, whenAbsent: false, source: "Memory Tuning")
        .Computed("memory/text(), memory/@unit", m => m.MaxMemory, "a number, in KiB without a unit", source: "Memory Allocation")
        .Computed("(path)", m => m.StartsWithHost, "a file in autostart/", source: "virsh(1): autostart")
        .Computed("title/text(), description/text()", m => m.Notes, "text", source: "General metadata")
        .Computed("metadata/*", m => m.Tags, "an element of an application's own", source: "General metadata");

    /// <summary>What a document alone tells, since other notations cannot state all of it.</summary>
    public static readonly BindingTable<VirtualMachine> Sharing = new BindingTable<VirtualMachine>(Platform.Libvirt, "domain: memoryBacking", "formatdomain.rst: Memory Backing")
        .Computed("nosharepages", m => m.MergesMemory, "the element, or memory that is never merged: huge pages, a file", "true", "nosharepages; qemu(1): -machine mem-merge");

    /// <summary>The labels that people give guests.</summary>
    public static readonly BindingTable<VirtualMachine> Labels =
        GuestLabels.Declare(new(Platform.Libvirt, "domain: title, description, metadata", "formatdomain.rst: General metadata"));

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        Table.Bind(machine, domain, context);

        // bhyve wires a guest's memory and has no limits: formatdomain.rst names hard_limit as QEMU's.
        if (domain.Find("@type")?.Value == "bhyve")
            machine.HasMemoryLimit = Fact<bool>.Absent;

        BindMemory(machine, domain, context);
        BindAutostart(machine, context);
        BindLabels(machine, domain, context);
    }

    /// <summary>Whether the host may merge pages of the guest, which it never does with huge pages or with those that another process shares.</summary>
    /// <remarks>Linux, Documentation/admin-guide/mm/ksm.rst: KSM merges anonymous (private) pages alone.</remarks>
    public static void BindSharing(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        if (domain.Find("@type")?.Value is not ("kvm" or "qemu"))
            return;

        if (domain.Find("memoryBacking/nosharepages") is { } refusal)
            machine.MergesMemory = Fact.Stated(false, context.Origin(refusal.KeySpan), "nosharepages", "memoryBacking");
        else if (domain.Find("memoryBacking/hugepages") is null && domain.Find("memoryBacking/source") is null && domain.Find("memoryBacking/access") is null && domain.Find("cpu/numa") is null)
            machine.MergesMemory = Facts.Default(context, true, domain.NameSpan, "qemu(1): -machine mem-merge", "nosharepages");
    }

    /// <summary>The number and its unit are two keys. // formatdomain.rst, "Memory Allocation": KiB by default</summary>
    private static void BindMemory(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        if (domain.Find("memory/text()") is not { } memory)
            return;

        var origin = context.Origin(memory.ValueSpan);
        machine.MaxMemory = ByteSize.TryParse(memory.Value, domain.Find("memory/@unit")?.Value ?? "KiB", out var bytes)
            ? Fact.Stated(bytes, origin, memory.Value, "memory")
            : Fact<long>.Unresolved(origin, memory.Value, TemplateMarks.Contains(memory.Value) ? "template" : "not a number", "memory");
    }

    /// <summary>A domain starts with its host when autostart/ links to it; elsewhere the file does not tell. // virsh(1): autostart</summary>
    private static void BindAutostart(VirtualMachine machine, BindingContext context)
    {
        if (new FilePath(context.File.Path).FolderName == "autostart")
            machine.StartsWithHost = Fact.Stated(true, machine.Origin, machine.Name);
    }

    private static void BindLabels(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        var labels = new GuestLabels(machine, context);
        foreach (var path in (string[])["title/text()", "description/text()"])
        {
            if (domain.Find(path) is not { Value.Length: > 0 } text)
                continue;

            if (!machine.Notes.IsKnown)
                machine.Notes = Facts.Read(domain, text, path, Vocabulary.Text, context);

            labels.Prose(text.ValueSpan, isEncoded: false);
        }

        if (domain.Element("metadata") is { } metadata)
            BindMetadata(machine, metadata, labels, context);

        if (domain.Find("name/text()") is { } name)
            labels.Name(name.AsLiteral());
    }

    /// <summary>Applications keep elements of their own in a namespace of their own; libosinfo's tells the system, not the guest.</summary>
    private static void BindMetadata(VirtualMachine machine, XmlElement metadata, GuestLabels labels, BindingContext context)
    {
        foreach (var child in metadata.Children)
        {
            if (child.Name == "libosinfo" || child.NamespaceUri.StartsWith("http://libosinfo.org/", StringComparison.Ordinal))
                continue;

            if (!machine.Tags.IsKnown)
                machine.Tags = Fact.Stated(child.Name, context.Origin(child.NameSpan), child.Name, "metadata");

            Read(child, labels, depth: 0);
        }
    }

    private static void Read(XmlElement element, GuestLabels labels, int depth)
    {
        labels.Named(element.Name, FirstText(element));
        foreach (var attribute in element.Attributes)
            labels.Named(attribute.Name, new(attribute.Value, attribute.ValueSpan));

        if (depth == Limits.Depth)
            return;

        foreach (var child in element.Children)
            Read(child, labels, depth + 1);
    }

    /// <summary>The element's text, or that of the first thing in it: &lt;owner&gt;&lt;user&gt;jane&lt;/user&gt;&lt;/owner&gt;.</summary>
    private static Literal FirstText(XmlElement element)
    {
        var current = element;
        for (var depth = 0; depth < 3 && current.Text.Length == 0 && current.Children.Count > 0; depth++)
            current = current.Children[0];

        return new(current.Text, current.TextSpan);
    }
}
