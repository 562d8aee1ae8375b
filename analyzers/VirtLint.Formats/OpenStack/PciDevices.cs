using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>The adapters of a compute node that are handed to guests: <c>device_spec</c>.</summary>
internal static class PciDevices
{
    private const string Trust = "\"trusted\"";

    private static readonly string[] s_keys = ["device_spec", "passthrough_whitelist", "pci_passthrough_whitelist"];

    // nova/conf/pci.py: device_spec; nova, admin guide, "Attaching physical PCI devices to guests": trusted
    public static readonly BindingTable<PortGroup> Trusted = new BindingTable<PortGroup>(Platform.OpenStack, "nova.conf: pci", "nova.conf: device_spec")
        .Computed("device_spec", p => p.TrustsGuestFilters, "'trusted' as \"true\"");

    /// <summary>The option adds up: every line names other adapters.</summary>
    public static void Bind(OsloConf conf, BindingContext context)
    {
        foreach (var setting in s_keys.SelectMany(conf.Section("pci").FindAll).Where(static setting => setting is { Unresolved: null, IsConditional: false }))
        {
            if (TrustIn(setting) is { } trust)
                context.Add(new PortGroup(NetworkOf(setting.Value), context.Origin(setting.KeySpan))).TrustsGuestFilters = Fact.Stated(true, context.Origin(trust.Span), trust.Text, "trusted");
        }
    }

    /// <summary>The word "true" behind the key.</summary>
    private static Literal? TrustIn(Setting setting)
    {
        var text = setting.Value;
        var at = text.IndexOf(Trust, StringComparison.Ordinal);
        if (at < 0 || text.Length != setting.ValueSpan.Length)
            return null;

        at += Trust.Length;
        while (at < text.Length && text[at] is ' ' or ':' or '"')
            at++;

        return string.Compare(text, at, "true", 0, 4, StringComparison.OrdinalIgnoreCase) == 0 ? new Literal(text.Substring(at, 4), new TextSpan(setting.ValueSpan.Start + at, 4)) : null;
    }

    private static string NetworkOf(string text)
    {
        const string Key = "\"physical_network\"";
        var at = text.IndexOf(Key, StringComparison.Ordinal);
        var parts = at < 0 ? [] : text.Substring(at + Key.Length).Split('"');
        return parts.Length > 1 ? parts[1] : "device_spec";
    }
}
