using VirtLint.Formats.Libvirt.Access;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>Binds <c>provider "libvirt"</c> of dmacvicar/libvirt: its <c>uri</c> is one of libvirt's own. // docs/index.md</summary>
internal static class LibvirtProvider
{
    public static void Bind(TerraformResource provider)
    {
        if (provider.Node.Find("uri") is { Unresolved: null } uri)
            ConnectionUri.Bind(provider.Address, uri.AsLiteral(), "uri", provider.Context);
    }
}
