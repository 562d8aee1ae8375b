using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>The addresses that a guest's NIC is given; <c>dhcp</c> and <c>auto</c> are none.</summary>
internal static class StaticAddresses
{
    private static readonly string[] s_keys = ["ipv4/address", "ipv6/address"];

    /// <summary>Those of an <c>ip_config</c> block of bpg/proxmox.</summary>
    public static IReadOnlyList<Fact<string>> Of(ConfigNode config, BindingContext context)
    {
        var addresses = new List<Fact<string>>();
        foreach (var key in s_keys)
        {
            if (config.Find(key) is { Unresolved: null } address)
                Add(addresses, address, context);
        }

        return addresses;
    }

    public static void Add(List<Fact<string>> addresses, Setting setting, BindingContext context)
    {
        if (setting.Value is "dhcp" or "auto" or "manual" or "")
            return;

        var slash = setting.Value.IndexOf('/');
        var address = slash < 0 ? setting.Value : setting.Value.Substring(0, slash);
        addresses.Add(Fact.Stated(address.ToLowerInvariant(), context.Origin(setting.ValueSpan), setting.Value, setting.Key));
    }
}
