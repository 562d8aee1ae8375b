using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Terraform.Libvirt;

namespace VirtLint.Formats.Terraform;

/// <summary>A resource as it will be made: one of its block's instances.</summary>
/// <param name="Type">The resource's type: <c>libvirt_domain</c>.</param>
/// <param name="Address">Terraform's name for it: <c>module.db.libvirt_domain.main[0]</c>.</param>
/// <param name="Node">Its arguments and nested blocks.</param>
/// <param name="Context">The file that declares it.</param>
internal sealed record TerraformResource(string Type, string Address, ConfigNode Node, BindingContext Context);

/// <summary>The resources that mean something to us, by type. A resource is one line here.</summary>
internal static class TerraformResources
{
    private static readonly Dictionary<string, Action<TerraformResource>> s_binders = new(StringComparer.Ordinal)
    {
        ["libvirt_domain"] = DomainResource.Bind,
    };

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        DomainResource.Console,
    ];

    public static Action<TerraformResource>? Of(string type) => s_binders.TryGetValue(type, out var bind) ? bind : null;
}
