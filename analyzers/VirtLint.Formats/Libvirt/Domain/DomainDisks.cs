using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds <c>devices/disk</c>: formatdomain.rst, "Hard drives, floppy disks, CDROMs".</summary>
internal static class DomainDisks
{
    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        foreach (var element in Devices.Of(domain, "disk"))
        {
            var target = element.Find("target/@dev");
            context.Add(new Disk(
                target?.Value ?? "unnamed", context.Origin(target?.ValueSpan ?? element.NameSpan), machine));
        }
    }
}
