using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>Finds what is out of date in a GnuTLS priority string, and in the strength that SASL is asked for.</summary>
/// <remarks>GnuTLS manual, "Priority Strings": words joined by ':', which add by '+' and remove by '-' or '!'.</remarks>
internal static class TlsPriority
{
    /// <summary>libvirtd.conf.in, "tcp_min_ssf": "a value of 112 or higher is recommended".</summary>
    private const int RecommendedStrength = 112;

    public static Fact<WeakMethod> Read(SettingScope scope, string key, BindingContext context)
    {
        if (scope.Find(key) is not { } setting)
            return Fact<WeakMethod>.Absent;

        var origin = context.Origin(setting.ValueSpan);
        if (setting.IsConditional || TemplateMarks.Contains(setting.Value))
            return Fact<WeakMethod>.Unresolved(origin, setting.Value, "template", key);

        var text = setting.Value;
        for (var start = 0; start <= text.Length;)
        {
            var end = text.IndexOf(':', start);
            if (end < 0)
                end = text.Length;

            var word = text.Substring(start, end - start);
            if (HarmOf(word.TrimStart('+', '@').ToUpperInvariant()) is { } harm)
                return Fact.Stated(new WeakMethod(word, harm), context.Origin(new TextSpan(setting.ValueSpan.Start + start, word.Length)), word, key);

            start = end + 1;
        }

        return Fact<WeakMethod>.Absent;
    }

    /// <summary>The strength below which SASL over plain TCP is refused, where it is stated too low.</summary>
    public static Fact<WeakMethod> WeakStrength(SettingScope scope, BindingContext context)
    {
        const string Key = "tcp_min_ssf";
        if (scope.Find(Key) is null)
            return Fact<WeakMethod>.Absent;

        var strength = Facts.Read(scope, Key, Vocabulary.Integer, null, "libvirtd.conf", context);
        return strength.IsKnown && strength.Value >= RecommendedStrength
            ? Fact<WeakMethod>.Absent
            : strength.Select(static bits => new WeakMethod($"{bits} bits", "lets SASL negotiate a cipher as weak as that", IsBroken: false));
    }

    private static string? HarmOf(string word) => word switch
    {
        "VERS-SSL3.0" => "has been broken since 2014",
        "VERS-TLS1.0" or "VERS-TLS1.1" => "was retired in 2021",
        "NULL" => "encrypts nothing",
        "ANON-DH" or "ANON-ECDH" => "leaves the server unauthenticated",
        "ARCFOUR-128" or "ARCFOUR-40" or "RC4-128" => "has a cipher stream that can be predicted",
        "3DES-CBC" or "DES-CBC" => "has blocks too small for long sessions",
        "EXPORT" or "LEGACY" => "brings back what was retired",
        _ => null,
    };
}
