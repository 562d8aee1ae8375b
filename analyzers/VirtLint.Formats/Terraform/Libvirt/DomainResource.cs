using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Libvirt;
using VirtLint.Formats.Libvirt.Domain;
using VirtLint.Formats.Terraform.Proxmox;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>
/// Binds <c>libvirt_domain</c> of the provider dmacvicar/libvirt: up to 0.8 its devices are blocks with defaults of the
/// provider's own, since 0.9 it mirrors libvirt's XML in one attribute, with libvirt's defaults.
/// </summary>
internal static class DomainResource
{
    private const string Source = "dmacvicar/libvirt: libvirt_domain";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Libvirt, "libvirt_domain", Source)
        .Row("autostart", (m, f) => m.StartsWithHost = f, TerraformWords.Flag, whenAbsent: false, source: "autostart")
        .Row("cpu/model", (m, f) => m.CpuModel = f, Vocabulary.Text, source: "cpu")
        .Row("vcpu", (m, f) => m.MaxProcessors = f, Vocabulary.Integer, whenAbsent: 1, source: "vcpu")
        .Computed("description, title", m => m.Notes, "text");

    /// <summary>What only a domain of 0.9 has at its top.</summary>
    private static readonly string[] s_nested = ["devices", "os", "features", "memory_backing", "launch_security", "sec_label", "clock"];

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var machine = context.Add(new VirtualMachine(
            name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        {
            DeployedTo = Platform.Libvirt,
        });

        // A stylesheet may write into the domain whatever it likes. // libvirt_domain 0.8: xml.xslt
        using (context.Partially(node.Node("xml") is not null))
        {
            // Libvirt's binder comes first: what the provider has arguments of its own for counts by those.
            if (s_nested.Any(node.States))
                BindNested(machine, node, context);
            else
                DomainBlocks.Bind(machine, node, context);

            Table.Bind(machine, node, context);
            PveGuest.BindLabels(machine, node, "name", context);
            if (machine.Notes.State is FactState.Absent && node.Find("title") is { } title)
                machine.Notes = Facts.Read(node, title, "title", Vocabulary.Text, context);
        }
    }

    private static void BindNested(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        DomainBinder.Bind(machine, TranslatedElement.Of("domain", node, DomainForms.Domain, context), context);
        if (node.Find("metadata/xml") is not { Unresolved: null } metadata)
            return;

        // formatdomain.rst, "General metadata": the elements of applications, as they stand in the XML.
        var system = XmlTree.Parse(SourceText.From(metadata.Value)).Roots.Where(static root => root.Name == "libosinfo").Select(static root => root.Find("os/@id")).FirstOrDefault();
        if (system is not null && OsinfoVocabulary.Instance.TryRead(system.Value, out var known))
            machine.OperatingSystem = Fact.Stated(known, context.Origin(metadata.ValueSpan), system.Value, metadata.Key);
    }
}
