using System;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags permissions by which every user of a host reads the passwords and keys of its services.</summary>
public sealed class ReadableServiceConfiguration() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1054",
        title: "Secret-bearing file is readable by other users",
        message: "'{0}' holds passwords or keys, and mode '{1}' lets every user of the host {2} it",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.OpenStack, Platform.Libvirt],
        securitySeverity: 5.5,
        standards: ["Check-Compute-02", "Check-Neutron-02", "Check-Block-02", "Check-Image-02", "Check-Identity-02", "Check-Key-Manager-02", "CWE-732"]);

    private const int OthersRead = 4;
    private const int OthersWrite = 2;

    private static readonly int s_ownerAndGroup = Convert.ToInt32("640", 8);

    public override void Check(Credential credential, RuleContext context)
    {
        if (!context.States(credential.FileMode, static mode => (mode & (OthersRead | OthersWrite)) != 0))
            return;

        var mode = credential.FileMode.Value;
        var harm = (mode & OthersWrite) == 0 ? "read" : (mode & OthersRead) == 0 ? "change" : "read and change";
        context.Report(credential, credential.FileMode, credential.Name, credential.FileMode.AsWritten, harm)
            .Fix(credential.FileMode, s_ownerAndGroup, isSafe: true)
            .Advise("let the owner alone read it, or its group too: '0640' or stricter");
    }
}
