using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>What mount options say of the security of an NFS export or an SMB share, on whatever platform states them.</summary>
internal static class NetworkShares
{
    private static readonly string[] s_userOptions = ["username", "user", "credentials", "cred"];

    /// <summary>A share's address in a form that two platforms spell alike.</summary>
    public static string Endpoint(string scheme, string server, string share) =>
        $"{scheme}://{server.ToLowerInvariant()}/{share.Trim('/')}";

    /// <param name="options">The settings that hold mount options, each a comma-separated list.</param>
    /// <param name="scope">Where a reader would add options.</param>
    /// <param name="hasUser">Whether the platform logs in to an SMB share as a user of its own.</param>
    public static void Bind(ImageStore store, IReadOnlyList<Setting> options, SettingScope scope, BindingContext context, bool hasUser = false)
    {
        if (options.FirstOrDefault(static option => TemplateMarks.Contains(option.Value)) is { } template)
        {
            var origin = context.Origin(template.ValueSpan);
            store.Authentication = Fact<StoreAuthentication>.Unresolved(origin, template.Value, "template", template.Key);
            store.TransitProtection = Fact<LinkProtection>.Unresolved(origin, template.Value, "template", template.Key);
            return;
        }

        if (store.StoreKind.Is(StoreKind.Nfs))
            BindNfs(store, options, scope, context);
        else
            BindSmb(store, options, scope, context, hasUser);
    }

    /// <summary>nfs(5): sec=sys is what mount negotiates unless the server insists on more; only krb5p encrypts.</summary>
    private static void BindNfs(ImageStore store, IReadOnlyList<Setting> options, SettingScope scope, BindingContext context)
    {
        var (setting, security) = Option(options, "sec");
        if (setting is null)
        {
            store.Authentication = Facts.Default(context, StoreAuthentication.HostTrust, scope.Anchor, "nfs(5): sec");
            store.TransitProtection = Facts.Default(context, LinkProtection.None, scope.Anchor, "nfs(5): sec");
            return;
        }

        var origin = context.Origin(setting.ValueSpan);
        store.Authentication = Fact.Stated(
            security.StartsWith("krb5", StringComparison.Ordinal) ? StoreAuthentication.Kerberos
                : security == "none" ? StoreAuthentication.None
                : StoreAuthentication.HostTrust,
            origin,
            setting.Value,
            setting.Key);
        store.TransitProtection = Fact.Stated(
            security == "krb5p" ? LinkProtection.Encrypted : LinkProtection.None, origin, setting.Value, setting.Key);
        if (store.ProtocolVersion.State is FactState.Absent && Version(options) is { } version)
            store.ProtocolVersion = version(context);
    }

    /// <summary>mount.cifs(8): sec=krb5 and krb5i use tickets, a user name needs a password, seal encrypts.</summary>
    private static void BindSmb(ImageStore store, IReadOnlyList<Setting> options, SettingScope scope, BindingContext context, bool hasUser)
    {
        var (kerberos, security) = Option(options, "sec");
        var user = options.FirstOrDefault(static option => Names(option).Any(static name => Array.IndexOf(s_userOptions, name) >= 0));
        if (kerberos is not null && security.StartsWith("krb5", StringComparison.Ordinal))
            store.Authentication = Fact.Stated(StoreAuthentication.Kerberos, context.Origin(kerberos.ValueSpan), kerberos.Value, kerberos.Key);
        else if (user is not null)
            store.Authentication = Fact.Stated(StoreAuthentication.Secret, context.Origin(user.ValueSpan), user.Value, user.Key);
        else if (!hasUser)
            store.Authentication = Facts.Default(context, StoreAuthentication.None, scope.Anchor, "mount.cifs(8): guest");

        var seal = options.FirstOrDefault(static option => Names(option).Contains("seal"));
        store.TransitProtection = seal is null
            ? Facts.Default(context, LinkProtection.None, scope.Anchor, "mount.cifs(8): seal")
            : Fact.Stated(LinkProtection.Encrypted, context.Origin(seal.ValueSpan), seal.Value, seal.Key);
    }

    private static Func<BindingContext, Fact<string>>? Version(IReadOnlyList<Setting> options)
    {
        foreach (var name in (string[])["vers", "nfsvers"])
        {
            if (Option(options, name) is ({ } setting, var version))
                return context => Fact.Stated(version, context.Origin(setting.ValueSpan), setting.Value, setting.Key);
        }

        return null;
    }

    private static (Setting? Setting, string Value) Option(IReadOnlyList<Setting> options, string name)
    {
        foreach (var setting in options)
        {
            foreach (var part in setting.Value.Split(','))
            {
                var equals = part.IndexOf('=');
                if (equals > 0 && part.Substring(0, equals).Trim() == name)
                    return (setting, part.Substring(equals + 1).Trim());
            }
        }

        return (null, "");
    }

    private static IEnumerable<string> Names(Setting options) =>
        options.Value.Split(',').Select(static part => part.Split('=')[0].Trim());
}
