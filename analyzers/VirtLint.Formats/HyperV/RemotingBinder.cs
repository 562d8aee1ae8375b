using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;

namespace VirtLint.Formats.HyperV;

/// <summary>Binds how a host is managed from afar, and the passwords that a script holds for that.</summary>
internal static class RemotingBinder
{
    private const string Source = "about_WSMan_Provider";

    public static readonly BindingTable<ManagementEndpoint> Service = new BindingTable<ManagementEndpoint>(Platform.HyperV, "PowerShell: WSMan service", Source)
        .Computed("Set-Item WSMan:\\localhost\\Service\\AllowUnencrypted", e => e.IsEnabled, "'$true'")
        .Computed("Set-Item WSMan:\\localhost\\Service\\AllowUnencrypted", e => e.Protection, "'$true': clear text")
        .Computed("Set-Item WSMan:\\localhost\\Service\\AllowUnencrypted", e => e.Address, "every address of the host");

    public static readonly BindingTable<ManagementEndpoint> Client = new BindingTable<ManagementEndpoint>(Platform.HyperV, "PowerShell: WSMan client", Source)
        .Computed("Set-Item WSMan:\\localhost\\Client\\TrustedHosts", e => e.VerifiesPeer, "'*', which trusts whoever answers");

    public static readonly BindingTable<Credential> Secrets = new BindingTable<Credential>(Platform.HyperV, "PowerShell: secret", "ConvertTo-SecureString")
        .Computed("ConvertTo-SecureString -AsPlainText -String", c => c.Value, "a text");

    public static void Bind(IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        foreach (var call in calls)
        {
            if (call.Name == "Set-Item" && call.Find("Value") is { } value && call.Find("Path") is { Unresolved: null } path)
                BindSetting(call, path.Value.Replace('/', '\\'), value, context);
            else if (call.Name.Equals("winrm", StringComparison.OrdinalIgnoreCase))
                BindCommand(call, context);
            else if (call.Name == "ConvertTo-SecureString" && call.Find("AsPlainText") is not null && call.Find("String") is { Unresolved: null } secret)
                AddSecret(call, secret, context);
        }
    }

    private static void BindSetting(ScriptCall call, string path, Syntax.Setting value, BindingContext context)
    {
        if (!path.StartsWith("WSMan:", StringComparison.OrdinalIgnoreCase))
            return;

        if (path.EndsWith("\\Service\\AllowUnencrypted", StringComparison.OrdinalIgnoreCase))
        {
            AddService(Facts.Read(call, value, "AllowUnencrypted", HyperVWords.Flag, context), value.ValueSpan, context);
        }
        else if (path.EndsWith("\\Client\\TrustedHosts", StringComparison.OrdinalIgnoreCase))
        {
            var client = context.Add(new ManagementEndpoint("WinRM client", context.Origin(value.ValueSpan)) { Role = EndpointRole.Link });
            var hosts = Facts.Read(call, value, "TrustedHosts", Vocabulary.Text, context);
            if (hosts.IsUnresolved || hosts.Is(static text => text.Trim() == "*"))
                client.VerifiesPeer = hosts.Select(static _ => false);
        }
    }

    /// <summary><c>winrm set winrm/config/service '@{AllowUnencrypted="true"}'</c></summary>
    private static void BindCommand(ScriptCall call, BindingContext context)
    {
        if (call.Find("#0") is not { Unresolved: null, Value: "set" }
            || call.Find("#1") is not { Unresolved: null, Value: var place } || !place.Equals("winrm/config/service", StringComparison.OrdinalIgnoreCase)
            || call.Find("#2") is not { Unresolved: null } settings)
        {
            return;
        }

        var compact = settings.Value.Replace(" ", "").Replace("\"", "");
        if (compact.IndexOf("AllowUnencrypted=true", StringComparison.OrdinalIgnoreCase) >= 0)
            AddService(Fact.Stated(true, context.Origin(settings.ValueSpan), "true", "AllowUnencrypted"), settings.ValueSpan, context);
    }

    private static void AddService(Fact<bool> allowed, Microsoft.CodeAnalysis.Text.TextSpan span, BindingContext context)
    {
        var service = context.Add(new ManagementEndpoint("WinRM", context.Origin(span)) { Role = EndpointRole.Listener });
        service.IsEnabled = allowed;
        service.Protection = Fact.Default(LinkProtection.None, service.Origin, Source, "AllowUnencrypted");

        // quickconfig makes a listener for every address.
        service.Address = Fact.Default(ListenAddress.Of("*"), service.Origin, "Installation and configuration for Windows Remote Management");
    }

    private static void AddSecret(ScriptCall call, Syntax.Setting secret, BindingContext context)
    {
        var credential = context.Add(new Credential("ConvertTo-SecureString", context.Origin(secret.ValueSpan)));
        credential.Value = Facts.Read(call, secret, "String", Vocabulary.Secret, context);
        if (credential.Value.IsStated)
            context.Hide(secret.ValueSpan);
    }
}
