namespace VirtLint.Model;

/// <content>How a store, or the type of the volumes in it, encrypts them.</content>
public sealed partial class ImageStore
{
    /// <summary>The cipher, as the kernel's device mapper spells it: <c>aes-xts-plain64</c>.</summary>
    public Fact<string> Cipher { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The length of the keys in bits; the mode XTS takes half of it for itself.</summary>
    public Fact<int> CipherBits { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether volumes have no header that keeps their key apart from the passphrase, so that neither can ever be changed.</summary>
    public Fact<bool> IsHeaderless { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
