using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Formats.HyperV;

/// <summary>PowerShell scripts that set up Hyper-V.</summary>
internal sealed class HyperVScriptFormat : Format
{
    private const int SniffedCharacters = 1 << 18;

    private static readonly Lazy<IReadOnlyDictionary<string, CmdletSignature>> s_signatures = new(static () => CmdletSignature.Load("HyperVCmdlets.schema"));

    /// <summary>Words that stand in no script but one for Hyper-V. New-VM and Set-VM alone may be another product's.</summary>
    private static readonly string[] s_marks =
    [
        "-VMFirmware", "-VMProcessor", "-VMNetworkAdapter", "-VMSwitch", "-VMHardDiskDrive", "-VMDvdDrive", "-VMMigration", "-VMReplication", "-VMSecurity",
        "-VMTPM", "-VMKeyProtector", "-VMMemory", "-VMIntegrationService", "-VMComPort", "-VMAssignableDevice", "-VMHostAssignableDevice", "-VMGpuPartitionAdapter",
        "-VMEventing", "-VMConnectAccess", "New-VHD", "Checkpoint-VM", "-MemoryStartupBytes", "-ExposeVirtualizationExtensions", "-AutomaticCheckpointsEnabled", "-LockOnDisconnect",
        "-VirtualMachineMigration", "-UseAnyNetworkForMigration", "-EnableEnhancedSessionMode", "Hyper-V Administrators",
        "Microsoft-Windows-Hyper-V-", "VMHyperV", "HyperVDsc", "xHyper-V",
    ];

    /// <summary>Words of VMware's module, whose cmdlets have some of the same names.</summary>
    private static readonly string[] s_foreign = ["VIServer", "PowerCLI", "VMware.VimAutomation"];

    public override string Id => "hyperv-script";

    public override Platform Platform => Platform.HyperV;

    public override string Title => "PowerShell script or DSC configuration for Hyper-V";

    public override ScriptLanguage? Script => ScriptLanguage.PowerShell;

    public static IReadOnlyDictionary<string, CmdletSignature> Signatures => s_signatures.Value;

    public override PathClaim Claim(FilePath path) => path.EndsWith(".ps1") || path.EndsWith(".psm1") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var content = text.ToString(new TextSpan(0, Math.Min(text.Length, SniffedCharacters)));
        return Holds(content, s_marks) && !Holds(content, s_foreign);
    }

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = PowerShellTree.Parse(context.File.Text);
        context.AddErrors(tree);

        // A script sets up a part of what there is: it says nothing of what it leaves alone.
        context.IsPartial = true;
        var calls = ScriptReader.Read(tree, Signatures, context.File);
        GuestBinder.Bind(calls, context);
        HostBinder.Bind(calls, context);
        RemotingBinder.Bind(calls, context);
        ShareBinder.Bind(calls, context);
        LogBinder.Bind(calls, context);
        AnswerFiles.Bind(tree, calls, context);
        DscBinder.Bind(tree, context);
    }

    private static bool Holds(string content, string[] marks)
    {
        foreach (var mark in marks)
        {
            if (content.IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }
}
