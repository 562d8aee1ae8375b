using VirtLint.Formats.Binding;
using VirtLint.Formats.Terraform.Proxmox;
using VirtLint.Model;

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
        .Row("vcpu", (m, f) => m.MaxProcessors = f, Vocabulary.Integer, source: "vcpu")
        .Computed("description, title", m => m.Notes, "text");

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
            Table.Bind(machine, node, context);
            PveGuest.BindLabels(machine, node, "name", context);
            if (machine.Notes.State is FactState.Absent && node.Find("title") is { } title)
                machine.Notes = Facts.Read(node, title, "title", Vocabulary.Text, context);

            if (node.Node("devices") is { } devices)
                DomainAttributes.Bind(machine, node, devices, context);
            else
                DomainBlocks.Bind(machine, node, context);
        }
    }
}
