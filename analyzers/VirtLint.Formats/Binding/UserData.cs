using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>Looks into what a guest is given at its first boot.</summary>
internal static class UserData
{
    private const string Packages = "packages";

    /// <summary>What the first boot installs; absent where the data does not tell of all.</summary>
    public static Fact<GuestPackages> PackagesIn(Setting setting, bool isEncoded, SourceFile file) => setting.Unresolved is { } reason
        ? Fact<GuestPackages>.Unresolved(new Origin(file, setting.ValueSpan), "", reason, setting.Key)
        : PackagesIn(isEncoded ? Decoded(setting.Value) : setting.Value, setting, file);

    /// <inheritdoc cref="PackagesIn(Setting, bool, SourceFile)"/>
    /// <param name="data">What the setting holds, when decoded.</param>
    public static Fact<GuestPackages> PackagesIn(string data, Setting setting, SourceFile file)
    {
        if (CloudInitPackages.In(data) is not { } packages)
            return Fact<GuestPackages>.Absent;

        var at = file.Text.ToString(setting.ValueSpan).IndexOf(Packages, StringComparison.Ordinal);
        var place = at < 0 ? setting.ValueSpan : new TextSpan(setting.ValueSpan.Start + at, Packages.Length);
        return Fact.Stated(packages, new Origin(file, place), packages.ToString(), setting.Key);
    }

    /// <summary>The first secret, masked, at its own text where that stands in the file; null when there is none.</summary>
    /// <param name="isEncoded">Whether the value is in Base64.</param>
    /// <param name="isWhole">Whether the whole value stands for its secret, as where the notation may have written it otherwise.</param>
    public static Fact<string>? SecretIn(Setting setting, bool isEncoded, BindingContext context, bool isWhole = false)
    {
        if (setting.Unresolved is not null || CloudInitSecret.In(isEncoded ? Decoded(setting.Value) : setting.Value) is not { } secret)
            return null;

        var at = isWhole ? -1 : context.File.Text.ToString(setting.ValueSpan).IndexOf(secret, StringComparison.Ordinal);
        var span = at < 0 ? setting.ValueSpan : new TextSpan(setting.ValueSpan.Start + at, secret.Length);
        return Fact.Stated(secret, context.Origin(span), secret, setting.Key).Masked();
    }

    /// <summary>Whether a text can only be Base64 of something longer than a word.</summary>
    public static bool IsBase64(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length >= 24 && trimmed.Length % 4 == 0 && trimmed.All(static c => char.IsLetterOrDigit(c) || c is '+' or '/' or '=');
    }

    private static string Decoded(string value)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(value.Trim()));
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
