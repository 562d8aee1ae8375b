using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware.PowerCli;

/// <summary>Binds the links that a script opens, and the passwords that it spells out.</summary>
internal static class PowerCliLinks
{
    private const string Source = "VMware PowerCLI Cmdlets Reference";

    public static readonly BindingTable<ManagementEndpoint> Links = new BindingTable<ManagementEndpoint>(Platform.Vmware, "PowerCLI: Set-PowerCLIConfiguration", Source)
        .Row(
            "InvalidCertificateAction",
            (e, f) => e.VerifiesPeer = f,
            Vocabulary.OfAnyCase(("Fail", true), ("Prompt", true), ("Unset", true), ("Warn", false), ("Ignore", false)),
            source: "Set-PowerCLIConfiguration");

    public static readonly BindingTable<Credential> Passwords = new BindingTable<Credential>(Platform.Vmware, "PowerCLI: passwords", Source)
        .Computed("Connect-VIServer -Password, Add-VMHost -Password, New-VMHostAccount -Password, …", c => c.Value, "text that stands in the script", source: "Connect-VIServer")
        .Computed("ConvertTo-SecureString -String … -AsPlainText", c => c.Value, "text that stands in the script", source: "ConvertTo-SecureString");

    // Commands of PowerCLI, with the parameters that take a password.
    private static readonly (string Cmdlet, string Parameter)[] s_passwords =
    [
        ("Connect-VIServer", "Password"), ("Add-VMHost", "Password"), ("New-VMHostAccount", "Password"), ("Set-VMHostAccount", "Password"), ("New-VICredentialStoreItem", "Password"),
        ("New-OSCustomizationSpec", "AdminPassword"), ("New-OSCustomizationSpec", "DomainPassword"), ("Set-OSCustomizationSpec", "AdminPassword"), ("Set-OSCustomizationSpec", "DomainPassword"),
        ("Invoke-VMScript", "GuestPassword"), ("Invoke-VMScript", "HostPassword"), ("Copy-VMGuestFile", "GuestPassword"), ("Copy-VMGuestFile", "HostPassword"),
        ("Set-VMHostAuthentication", "Password"), ("Connect-CisServer", "Password"), ("Connect-NsxServer", "Password"), ("Connect-NsxtServer", "Password"), ("Connect-HVServer", "Password"),
        ("Connect-SsoAdminServer", "Password"),
    ];

    public static void Bind(IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        var told = new HashSet<int>();
        foreach (var call in calls)
        {
            if (call.Name == "Set-PowerCLIConfiguration" && call.Find("InvalidCertificateAction") is { } action)
                Links.Bind(context.Add(new ManagementEndpoint("PowerCLI", context.Origin(action.KeySpan)) { Role = EndpointRole.Link }), call, context);

            foreach (var (cmdlet, parameter) in s_passwords)
            {
                if (call.Name.Equals(cmdlet, StringComparison.OrdinalIgnoreCase) && call.Find(parameter) is { } password)
                    AddPassword($"{cmdlet} -{parameter}", password, call, told, context);
            }

            if (call.Name.Equals("ConvertTo-SecureString", StringComparison.OrdinalIgnoreCase) && call.Find("AsPlainText") is not null && TextOf(call) is { } text)
                AddPassword("ConvertTo-SecureString", text, call, told, context);
        }
    }

    /// <summary>The switch takes no value, but a reader that does not know it gives it the one behind.</summary>
    private static Setting? TextOf(ScriptCall call) =>
        call.Find("String") ?? call.Find("#0") ?? (call.Find("AsPlainText") is { Value: not "$true" } taken ? taken : null);

    private static void AddPassword(string name, Setting password, ScriptCall call, HashSet<int> told, BindingContext context)
    {
        // A password that many commands take from one variable is one.
        if (call.SourceOf(password) is { } source && !told.Add(source.Origin.Span.Start))
            return;

        var credential = context.Add(new Credential(name, context.Origin(password.ValueSpan)));
        credential.Value = Facts.Read(call, password, password.Key, Vocabulary.Secret, context);
    }
}
