using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats;

/// <summary>Binds files that are a secret as a whole: keys, password and token stores.</summary>
internal static class SecretFiles
{
    private const string Begin = "-----BEGIN ";

    private static readonly string[] s_fixtureFolders = ["test", "tests", "testdata", "fixtures", "testing", "mocks", "spec"];

    // Ansible Vault, SOPS, age and its armour, GnuPG, git-crypt
    private static readonly string[] s_containers =
        ["$ANSIBLE_VAULT", "ENC[AES256_GCM", "age-encryption.org", "-----BEGIN AGE", "-----BEGIN PGP MESSAGE", "\0GITCRYPT"];

    /// <summary>Whether the text begins with a private key in PEM form, protected by a passphrase or not.</summary>
    public static bool IsPrivateKey(SourceText text)
    {
        var head = Head(text);
        var begin = head.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : head.IndexOf("-----", begin + Begin.Length, StringComparison.Ordinal);
        return end >= 0 && head.IndexOf("PRIVATE KEY", begin, end - begin, StringComparison.Ordinal) >= 0;
    }

    /// <summary>Adds the file as one credential, unless it is encrypted, a template or a test's own.</summary>
    public static void Bind(FilePath path, SecretFile kind, BindingContext context)
    {
        var text = context.File.Text;
        var start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;

        if (start == text.Length || IsFixture(path) || IsContainer(text) || (kind == SecretFile.PrivateKey && IsProtected(text)))
            return;

        // The header of a key says what follows, and is no secret.
        var first = text.Lines.GetLineFromPosition(start);
        var secret = context.Origin(TextSpan.FromBounds(kind == SecretFile.PrivateKey ? first.End : start, text.Length));
        var line = context.Origin(first.Span);
        if (VirtLint.Syntax.TemplateMarks.Contains(text.ToString(line.Span).Trim()))
            return;

        var credential = context.Add(new Credential(path.Name, line));
        credential.Value = Fact.Stated("", secret, "***");
        credential.SecretFile = Fact.Stated(kind, line, path.Name);
    }

    /// <summary>Whether a passphrase protects a private key. // RFC 5958: ENCRYPTED PRIVATE KEY; RFC 1421: Proc-Type: 4,ENCRYPTED</summary>
    private static bool IsProtected(SourceText text) => !IsPrivateKey(text) || Head(text).IndexOf("ENCRYPTED", StringComparison.Ordinal) >= 0;

    private static bool IsFixture(FilePath path) => path.Folder.Split('/').Any(folder => Array.IndexOf(s_fixtureFolders, folder) >= 0);

    private static bool IsContainer(SourceText text)
    {
        var head = Head(text);
        return s_containers.Any(mark => head.IndexOf(mark, StringComparison.Ordinal) >= 0)
            || text.ToString(TextSpan.FromBounds(Math.Max(0, text.Length - 4096), text.Length)) is var tail
                && (tail.IndexOf("\"sops\":", StringComparison.Ordinal) >= 0 || tail.IndexOf("\nsops:", StringComparison.Ordinal) >= 0);
    }

    private static string Head(SourceText text) => text.ToString(new TextSpan(0, Math.Min(text.Length, 4096)));
}
