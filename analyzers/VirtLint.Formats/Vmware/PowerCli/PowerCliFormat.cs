using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Formats.Vmware.PowerCli;

/// <summary>PowerShell scripts that set up vSphere through PowerCLI.</summary>
internal sealed class PowerCliFormat : Format
{
    private const int SniffedCharacters = 1 << 18;

    private static readonly Lazy<IReadOnlyDictionary<string, CmdletSignature>> s_signatures = new(static () => CmdletSignature.Load("PowerCliCmdlets.schema"));

    /// <summary>Words that stand in no script but one for PowerCLI. Get-VM and Get-VMHost alone may be Hyper-V's.</summary>
    private static readonly string[] s_marks =
    [
        "Connect-VIServer", "-PowerCLIConfiguration", "VMware.VimAutomation", "VMware.PowerCLI", "VMware.Vim.", "-VMHostService", "-VMHostSnmp", "-VMHostSysLogServer",
        "-VIPermission", "-VIRole", "-AdvancedSetting", "-VMHostAdvancedConfiguration", "-VMHostFirewallDefaultPolicy", "-VDPortgroup", "-VDSecurityPolicy", "-VirtualPortGroup",
        "-VMHostNetworkAdapter", "Get-VMHostNetwork", "-HAAdmissionControl", "Get-EsxCli",
    ];

    public override string Id => "powercli-script";

    public override Platform Platform => Platform.Vmware;

    public override string Title => "PowerShell script for vSphere (PowerCLI)";

    public override ScriptLanguage? Script => ScriptLanguage.PowerShell;

    public override PathClaim Claim(FilePath path) => path.EndsWith(".ps1") || path.EndsWith(".psm1") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var content = text.ToString(new TextSpan(0, Math.Min(text.Length, SniffedCharacters)));
        return Array.Exists(s_marks, mark => content.IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = PowerShellTree.Parse(context.File.Text);
        context.AddErrors(tree);

        // A script changes a part of what there is: it says nothing of what it leaves alone.
        context.IsPartial = true;
        var (calls, invocations) = ScriptReader.ReadAll(tree, s_signatures.Value, context.File);
        PowerCliLinks.Bind(calls, context);
        PowerCliHosts.Bind(calls, PowerCliMembers.Of(tree.Root), path.Name, context);
        PowerCliGuests.Bind(calls, context);
        PowerCliNetworks.Bind(calls, context);
        PowerCliAccess.Bind(calls, context);
        PowerCliObjects.Bind(invocations, path.Name, context);
    }
}
