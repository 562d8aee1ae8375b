using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>Volumes of Cinder and their types, whatever notation states them: a type is the store that decides how its volumes are kept.</summary>
internal static class CinderVolumes
{
    private static readonly string[] s_encryptedNames = ["luks", "encrypt", "crypt"];

    /// <remarks>cinder, doc/source/configuration/block-storage/volume-encryption.rst: providers</remarks>
    public static Vocabulary<bool> Headerless { get; } = Oslo.Judged(
        "a provider", static text => text is "plain" || text.EndsWith("CryptsetupEncryptor", StringComparison.Ordinal), (false, "luks"), (true, "plain"));

    /// <summary>The rows of a volume type's encryption.</summary>
    /// <param name="prefix">What the keys of the notation start with.</param>
    public static BindingTable<ImageStore> Declare(string place, string source, string prefix) => new BindingTable<ImageStore>(Platform.OpenStack, place, source)
        .Row($"{prefix}provider", (s, f) => s.IsHeaderless = f, Headerless, source: $"{prefix}provider")
        .Row($"{prefix}cipher", (s, f) => s.Cipher = f, Vocabulary.Text, source: $"{prefix}cipher")
        .Row($"{prefix}key_size", (s, f) => s.CipherBits = f, Vocabulary.Integer, source: $"{prefix}key_size");

    /// <summary>Whether a volume type tells by its name that its volumes are encrypted.</summary>
    public static bool IsCalledEncrypted(string name) => Array.Exists(s_encryptedNames, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether a type's own properties speak of encryption: its back end may see to it.</summary>
    public static bool SpeaksOfEncryption(IEnumerable<Setting> specs) => specs.Any(static spec => IsCalledEncrypted(spec.Key) || IsCalledEncrypted(spec.Value));

    /// <summary>A disk of a guest or of its own, which its volume type encrypts or nothing does.</summary>
    public static void BindType(Disk disk, SettingScope scope, Setting? type, string source, BindingContext context)
    {
        disk.Use = Facts.Default(context, DiskUse.Disk, scope.Anchor, source);
        disk.IsReadOnly = Facts.Default(context, false, scope.Anchor, source);
        if (type is null)
            return;

        disk.Store = Facts.Of(scope, type, static name => name, context);
        if (!disk.Store.IsKnown)
            disk.Encryption = Fact<DiskEncryption>.Unresolved(context.Origin(type.ValueSpan), type.Value, disk.Store.Source, type.Key);
        else if (IsCalledEncrypted(disk.Store.Value))
            disk.Encryption = disk.Store.Select(static _ => DiskEncryption.Luks);
        else
            disk.Encryption = disk.Store.Select(static _ => DiskEncryption.None);
    }
}
