using System;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware;

/// <summary>Binds what a guest is handed by its configuration, and what every program in it can read: <c>guestinfo.*</c>.</summary>
internal static class GuestInfo
{
    private const string Prefix = "guestinfo.";
    private const string UserData = "guestinfo.userdata";
    private const int LongestData = 1 << 20;

    public static void Bind(VirtualMachine machine, SettingScope scope, BindingContext context)
    {
        foreach (var setting in scope.Settings)
        {
            if (!setting.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || setting.Value.Length == 0 || machine.UserDataSecret.IsKnown)
                continue;

            if (setting.Key.Equals(UserData, StringComparison.OrdinalIgnoreCase))
                BindUserData(machine, setting, scope.Find(UserData + ".encoding")?.Value ?? "", context);
            else if (SecretNames.Covers(setting.Key))
                machine.UserDataSecret = Facts.Read(scope, setting, setting.Key, Vocabulary.Secret, context);
        }
    }

    private static void BindUserData(VirtualMachine machine, Setting setting, string encoding, BindingContext context)
    {
        if (setting.Unresolved is not null || setting.IsConditional || TemplateMarks.Contains(setting.Value) || Decode(setting.Value, encoding) is not { } text)
            return;

        machine.FirstBootPackages = Binding.UserData.PackagesIn(text, setting, context.File);
        if (CloudInitSecret.In(text) is not { } secret)
            return;

        var at = context.File.Text.ToString(setting.ValueSpan).IndexOf(secret, StringComparison.Ordinal);
        var span = at < 0 ? setting.ValueSpan : new TextSpan(setting.ValueSpan.Start + at, secret.Length);
        machine.UserDataSecret = Fact.Stated(secret, context.Origin(span), secret, setting.Key).Masked();
    }

    /// <summary>The text of the data; null where it is compressed or broken. // cloud-init, datasources/vmware.rst: base64, gzip+base64</summary>
    private static string? Decode(string data, string encoding)
    {
        if (encoding.Length == 0)
            return data;

        if (!encoding.Equals("base64", StringComparison.OrdinalIgnoreCase) && !encoding.Equals("b64", StringComparison.OrdinalIgnoreCase))
            return null;

        try
        {
            return data.Length > LongestData ? null : Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
