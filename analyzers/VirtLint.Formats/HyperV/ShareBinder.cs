using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.HyperV;

/// <summary>Binds the shares that hosts of Hyper-V keep guests on.</summary>
internal static class ShareBinder
{
    private const string Source = "SmbShare module reference";

    public static readonly BindingTable<ImageStore> Shares = new BindingTable<ImageStore>(Platform.HyperV, "PowerShell: share", Source)
        .Computed("New-SmbShare -FullAccess, -ContinuouslyAvailable", s => s.StoreKind, "a share for hosts: of accounts of computers, or always available", source: "New-SmbShare")
        .Computed("New-SmbShare -EncryptData, Set-SmbServerConfiguration -EncryptData", s => s.TransitProtection, "'$true' or '$false'", "$false", "New-SmbShare");

    private static readonly Vocabulary<LinkProtection> s_encryption = Vocabulary.OfAnyCase(
        ("$true", LinkProtection.Encrypted), ("$false", LinkProtection.None), ("1", LinkProtection.Encrypted), ("0", LinkProtection.None));

    public static void Bind(IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        var server = calls.LastOrDefault(static call => call.Name == "Set-SmbServerConfiguration" && call.Find("EncryptData") is not null);
        foreach (var call in calls)
        {
            if (call is not { Name: "New-SmbShare", IsOpen: false } || call.Find("Name") is not { Unresolved: null } name || !IsForHosts(call))
                continue;

            var store = context.Add(new ImageStore(name.Value, context.Origin(name.ValueSpan)));
            store.StoreKind = Fact.Default(StoreKind.Smb, store.Origin, $"{Source}: New-SmbShare");

            // A share may be encrypted by itself, or by the server whatever the share says.
            var later = calls.LastOrDefault(other => other.Name == "Set-SmbShare" && other.Find("EncryptData") is not null && other.Find("Name") is { } changed && (changed.Unresolved is not null || changed.Value.Equals(name.Value, StringComparison.OrdinalIgnoreCase)));
            var own = Protection(later ?? call, context);
            var all = server is null ? Fact<LinkProtection>.Absent : Protection(server, context);
            store.TransitProtection = all.IsUnresolved || all.Is(LinkProtection.Encrypted) ? all
                : own.State is not FactState.Absent ? own
                : all.IsKnown ? all
                : Fact.Default(LinkProtection.None, store.Origin, $"{Source}: New-SmbShare", "EncryptData");
        }
    }

    private static Fact<LinkProtection> Protection(ScriptCall call, BindingContext context) =>
        call.Find("EncryptData") is { } setting ? Facts.Read(call, setting, setting.Key, s_encryption, context) : Fact<LinkProtection>.Absent;

    /// <summary>
    /// Whether hosts themselves are let in, whose accounts end in a dollar sign, or the share moves between nodes with open
    /// files. // Deploy Hyper-V over SMB
    /// </summary>
    private static bool IsForHosts(ScriptCall call) =>
        call.Find("ContinuouslyAvailable") is { Unresolved: null, Value: "$true" or "1" }
        || new[] { "FullAccess", "ChangeAccess" }.Select(call.Find).OfType<Setting>().Where(static access => access.Unresolved is null)
            .SelectMany(static access => access.IsList ? access.Items : [access.AsLiteral()])
            .Any(static account => account.Text.Length > 1 && account.Text[account.Text.Length - 1] == '$');
}
