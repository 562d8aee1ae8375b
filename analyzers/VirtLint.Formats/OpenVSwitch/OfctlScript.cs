using System;
using System.Collections.Immutable;
using System.Linq;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.OpenVSwitch;

/// <summary>Notes which bridges a script gives flows of its own: their ports are then no plain ports of a learning switch.</summary>
/// <remarks>ovs-ofctl(8): add-flow, add-flows, replace-flows, bundle.</remarks>
internal static class OfctlScript
{
    public static void Run(ImmutableArray<CommandWord> words, OvsdbDatabase database)
    {
        var rest = words.SkipWhile(CommandCall.IsOption).ToList();
        if (rest is [{ Text: "add-flow" or "add-flows" or "replace-flows" or "mod-flows" or "bundle" }, var name, ..]
            && !name.Text.StartsWith("-", StringComparison.Ordinal))
            database.FindOrAdd("Bridge", name.AsLiteral()).HasFlows = true;
    }
}
