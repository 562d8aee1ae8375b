using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Libvirt.Scripts;

/// <summary>Shell scripts that move guests with <c>virsh</c>.</summary>
internal sealed class VirshScriptFormat : Format
{
    private const int SniffedCharacters = 1 << 18;

    public static readonly BindingTable<MigrationPolicy> Table = new BindingTable<MigrationPolicy>(Platform.Libvirt, "shell script: virsh migrate", "virsh(1): migrate")
        .Computed("desturi, migrateuri", p => p.Peer, "a URI")
        .Computed("--tls, --tunnelled", p => p.Protection, "an option; without one, memory is sent in clear", whenAbsent: "none")
        .Computed("desturi", p => p.ControlProtection, "'qemu+tls', 'qemu+ssh' …");

    public override string Id => "libvirt-script";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "shell script that calls virsh";

    public override ScriptLanguage? Script => ScriptLanguage.Shell;

    public override PathClaim Claim(FilePath path) => path.EndsWith(".sh") || path.EndsWith(".bash") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var content = text.ToString(new TextSpan(0, Math.Min(text.Length, SniffedCharacters)));
        return content.IndexOf("virsh", StringComparison.Ordinal) >= 0 && content.IndexOf("migrate", StringComparison.Ordinal) >= 0;
    }

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    /// <summary>What the shell makes of the rest of the script is none of our business, and neither are its mistakes.</summary>
    public override void Bind(FilePath path, BindingContext context)
    {
        foreach (var command in CommandScript.Parse(context.File.Text).Commands)
            VirshMigrate.Bind(command, context);
    }
}
