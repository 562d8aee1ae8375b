using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Packer;

/// <summary>Answers to an installer: a kickstart, a preseed, user data of an automatic installation, an answer file of Windows.</summary>
/// <remarks>They mean something only beside the build that hands them to its guest: see <see cref="AnswerLinker"/>.</remarks>
internal sealed class AnswerFileFormat : Format
{
    public const string FormatId = "installer-answers";

    private const int SniffedCharacters = 1 << 18;

    public static readonly BindingTable<Image> Table = new BindingTable<Image>(Platform.Packer, "answer file", "packer-plugin-sdk, HTTPConfig, CDConfig, FloppyConfig")
        .Computed("rootpw", i => i.MediumSecret, "a password, without '--iscrypted'", source: "Kickstart reference: rootpw")
        .Computed("passwd/root-password, passwd/user-password", i => i.MediumSecret, "a password", source: "debian-installer, preseed: passwd")
        .Computed("chpasswd, plain_text_passwd, password", i => i.MediumSecret, "a password in clear", source: "cloud-init, cc_set_passwords")
        .Computed("AdministratorPassword/Value, Password/Value", i => i.MediumSecret, "a password, with 'true' in 'PlainText'", source: "Windows Setup, unattend: UserAccounts");

    public override string Id => FormatId;

    public override Platform Platform => Platform.Packer;

    public override string Title => "answer file of an installer that a build hands to its guest";

    public override PathClaim Claim(FilePath path)
    {
        var name = path.Name;
        return name is "user-data" or "preseed"
            || Ends(".ks") || Ends("ks.cfg") || Ends(".preseed") || Ends("preseed.cfg") || Ends("preseed.txt")
            || (Ends(".xml") && (Holds("autounattend") || Holds("unattend")))
                ? PathClaim.Possible
                : PathClaim.None;

        bool Ends(string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);

        bool Holds(string part) => name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    public override bool Sniff(FilePath path, SourceText text) => path.EndsWith(".xml")
        ? text.ToString(new TextSpan(0, Math.Min(text.Length, SniffedCharacters))).IndexOf(UnattendedSetup.Namespace, StringComparison.Ordinal) >= 0
        : TextHead.HasLine(text, " \t", "d-i", "rootpw", "%packages", "autoinstall:", "#cloud-config");

    /// <summary>What an installer makes of the rest is none of our business, and neither are its mistakes.</summary>
    public override void Bind(FilePath path, BindingContext context)
    {
        var image = context.Add(new Image(path.Name, context.Origin(new TextSpan(0, 0))));
        var text = context.File.Text.ToString();
        if (InstallerSecret.Find(text) is { } secret)
            image.MediumSecret = Fact.Stated(secret.Text, context.Origin(secret.Span), secret.Text).Masked();
        else if (CloudInitSecret.In(text) is { } password && text.IndexOf(password, StringComparison.Ordinal) is >= 0 and var at)
            image.MediumSecret = Fact.Stated(password, context.Origin(new TextSpan(at, password.Length)), password).Masked();
    }
}
