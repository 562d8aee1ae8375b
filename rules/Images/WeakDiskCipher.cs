using System;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags encryption that keeps nobody out.</summary>
public sealed class WeakDiskCipher() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3004",
        title: "Disk encryption uses a broken or weak cipher",
        message: "{0} '{1}' is encrypted {2}",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.OpenStack],
        securitySeverity: 6.8,
        standards: ["CWE-327"]);

    /// <summary>Block ciphers of 64 bits or without review, all of which QEMU still accepts. // formatstorageencryption.rst, "cipher"</summary>
    private static readonly string[] s_weakCiphers = ["des", "3des", "cast5", "cast5-128", "cast-128"];

    public override void Check(Disk disk, RuleContext context)
    {
        if (!disk.IsReadOnly.Is(true) && context.Is(disk.Encryption, DiskEncryption.LegacyQcow))
            Report(disk, disk.Encryption, "Disk", $"as '{disk.Encryption.AsWritten}', the scheme of old qcow images that is broken and that libvirt refuses since 4.5", context);
    }

    public override void Check(Image image, RuleContext context)
    {
        if (context.Is(image.Encryption, DiskEncryption.LegacyQcow))
            Report(image, image.Encryption, "Image", $"as '{image.Encryption.AsWritten}', the broken scheme of old qcow images", context);

        if (context.Is(image.Cipher, static cipher => Array.IndexOf(s_weakCiphers, cipher.ToLowerInvariant()) >= 0))
            Report(image, image.Cipher, "Image", $"with the retired cipher '{image.Cipher.AsWritten}'", context);

        if (context.Is(image.CipherMode, static mode => mode.Equals("ecb", StringComparison.OrdinalIgnoreCase)))
            Report(image, image.CipherMode, "Image", $"in mode '{image.CipherMode.AsWritten}', which shows equal blocks as equal", context);

        if (context.Is(image.CipherBits, static bits => bits is > 0 and < 128))
            Report(image, image.CipherBits, "Image", $"with a key of only {image.CipherBits.Value} bits", context);
    }

    public override void Check(ImageStore store, RuleContext context)
    {
        if (context.Is(store.IsHeaderless, true))
            Report(store, store.IsHeaderless, $"by '{store.IsHeaderless.AsWritten}', whose key comes from the passphrase itself and can never be changed", context);

        var isXts = store.Cipher.Is(static cipher => cipher.IndexOf("xts", StringComparison.OrdinalIgnoreCase) >= 0);
        if (context.Is(store.Cipher, IsWeak))
            Report(store, store.Cipher, $"with '{store.Cipher.AsWritten}', under which changed blocks go unnoticed or equal ones show", context);

        if (context.Is(store.CipherBits, bits => bits > 0 && bits < (isXts ? 256 : 128)))
            Report(store, store.CipherBits, $"with a key of {store.CipherBits.Value} bits{(isXts ? ", half of which the mode takes for itself" : "")}", context);
    }

    /// <summary>A retired cipher, or a mode that is not made for disks: <c>aes-cbc-essiv</c>.</summary>
    private static bool IsWeak(string cipher)
    {
        var parts = cipher.ToLowerInvariant().Split('-');
        return Array.IndexOf(s_weakCiphers, parts[0]) >= 0 || (parts.Length > 1 && parts[1] is "cbc" or "ecb");
    }

    private static void Report(ImageStore store, Fact fact, string harm, RuleContext context) =>
        context.Report(store, fact, "Store", store.Name, harm).Advise("encrypt by LUKS with aes-xts-plain64 and a key of 256 bits or more; what exists has to be copied");

    private static void Report(Entity entity, Fact fact, string noun, string harm, RuleContext context) =>
        context.Report(entity, fact, noun, entity.Name, harm).Advise("convert the image to LUKS with aes-256 in mode xts");
}
