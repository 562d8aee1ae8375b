using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Libvirt.Schemas;

/// <summary>Settings of libvirt's .conf files that need or disable each other.</summary>
internal static class ConfCombinations
{
    /// <summary>qemu.conf.</summary>
    public static void CheckQemu(SettingScope settings, BindingContext context)
    {
        // A guest cannot turn on TLS for its VNC console itself: without the host's key, nobody asks for a certificate.
        if (settings.Find("vnc_tls_x509_verify") is { Value: "1" } verify && settings.Find("vnc_tls") is null or { Value: "0" })
            context.Report(SettingIssueKind.MissingCompanionSetting, verify.Key, verify.KeySpan, "'vnc_tls_x509_verify' needs 'vnc_tls = 1', which the file does not state, so no client certificate is asked for");

        // libvirt, qemu_driver.c: qemuSecurityInit takes an empty list for an absent one.
        if (settings.Find("security_driver") is { IsList: true, Items.Length: 0 } drivers)
            context.Report(SettingIssueKind.SettingWithoutEffect, drivers.Key, drivers.ValueSpan, "an empty list of security drivers is read as none stated, so libvirt picks them itself");

        if (settings.Find("vnc_password") is { IsList: false } password && DomainCombinations.IsCut(password.Value))
            context.Report(SettingIssueKind.SettingWithoutEffect, password.Key, password.KeySpan, DomainCombinations.CutMessage);
    }

    /// <summary>libvirtd.conf and virtproxyd.conf.</summary>
    public static void CheckDaemon(SettingScope settings, BindingContext context)
    {
        // libvirt, virnettlscontext.c: without verification, whoever fails the list is let in all the same.
        if (settings.Find("tls_no_verify_certificate") is { Value: "1" } && settings.Find("tls_allowed_dn_list") is { } list)
            context.Report(SettingIssueKind.SettingWithoutEffect, list.Key, list.KeySpan, "'tls_allowed_dn_list' has no effect, since 'tls_no_verify_certificate' lets every client in");
    }
}
