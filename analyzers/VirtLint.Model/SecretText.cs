using System;
using System.Linq;

namespace VirtLint.Model;

/// <summary>Tells a secret that anybody can use from what only stands in its place.</summary>
public static class SecretText
{
    private static readonly string[] s_references =
        ["vault:", "ref+", "op://", "secret://", "env:", "file:", "!vault", "$ANSIBLE_VAULT", "ENC[", "aws:", "arn:", "keyring:", "sops:", "secretsmanager:", "ssm:"];

    private static readonly string[] s_standIns =
        ["changeme", "change_me", "change-me", "replaceme", "replace_me", "replace-me", "placeholder", "redacted", "removed", "hidden", "secret_here", "dummy", "todo", "tbd", "none", "null"];

    // qemu.conf.in: "vnc_password", "spice_password"; libvirt, auth.rst: "Client configuration"; VMware, "About the Default ks.cfg Installation Script";
    // heat/common/crypt.py: "auth_encryption_key"
    private static readonly string[] s_published = ["XYZ12345", "123456", "myp@ssw0rd", "notgood but just long enough i t"];

    /// <summary>Whether the text is a secret itself: not a reference to one, a placeholder, a salted hash or nothing.</summary>
    public static bool IsLiteral(string text) =>
        text.Length > 0 && !IsReference(text) && !IsStandIn(text) && !IsSaltedHash(text) && !IsPublished(text);

    /// <summary>Whether the text is an example that a vendor's own documentation prints.</summary>
    public static bool IsPublished(string text) => Array.IndexOf(s_published, text) >= 0;

    /// <summary>Whether the text is a crypt(5) hash with a salt: <c>$6$salt$…</c>.</summary>
    public static bool IsSaltedHash(string text) =>
        text.Length > 20 && text[0] == '$' && text.IndexOf('$', 1) is > 1 and < 10 && text.IndexOf('$', text.IndexOf('$', 1) + 1) > 0;

    /// <summary>Whether the text names a place that holds the secret: a vault, the environment, a file.</summary>
    public static bool IsReference(string text) => s_references.Any(prefix => text.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether the text is there to be replaced: <c>&lt;password&gt;</c>, <c>CHANGEME</c>, <c>********</c>.</summary>
    public static bool IsStandIn(string text) =>
        (text[0] == '<' && text[text.Length - 1] == '>')
        || text.All(c => c == text[0] && (c is '*' or 'x' or 'X' or '.' or '?' or '-' or '_'))
        || s_standIns.Contains(text, StringComparer.OrdinalIgnoreCase)
        || text.StartsWith("your", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("my-secret", StringComparison.OrdinalIgnoreCase);
}
