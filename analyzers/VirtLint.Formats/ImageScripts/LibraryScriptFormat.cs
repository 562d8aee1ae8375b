using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.ImageScripts;

/// <summary>Shell scripts that take images out of a library of OpenStack, libvirt, vSphere or Vagrant and put them back.</summary>
internal sealed class LibraryScriptFormat : Format
{
    private const int SniffedCharacters = 1 << 18;

    public override string Id => "image-library-script";

    public override Platform Platform => Platform.OpenStack;

    public override string Title => "shell script that takes images out of a library and puts them back";

    public override ScriptLanguage? Script => ScriptLanguage.Shell;

    public override PathClaim Claim(FilePath path) => path.EndsWith(".sh") || path.EndsWith(".bash") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => LibraryCommands.AreIn(text.ToString(new TextSpan(0, Math.Min(text.Length, SniffedCharacters))));

    /// <summary>What the shell makes of the rest of the script is none of our business, and neither are its mistakes.</summary>
    public override void Bind(FilePath path, BindingContext context) => LibraryCommands.Bind(CommandScript.Parse(context.File.Text), context);
}
