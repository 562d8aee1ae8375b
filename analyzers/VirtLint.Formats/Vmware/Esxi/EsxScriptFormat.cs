using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.ImageScripts;
using VirtLint.Model;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Vmware.Esxi;

/// <summary>Shell scripts that set up ESXi hosts.</summary>
internal sealed class EsxScriptFormat : Format
{
    private const int SniffedCharacters = 1 << 18;

    public override string Id => "esxi-script";

    public override Platform Platform => Platform.Vmware;

    public override string Title => "shell script that sets up ESXi";

    public override ScriptLanguage? Script => ScriptLanguage.Shell;

    public override PathClaim Claim(FilePath path) => path.EndsWith(".sh") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => EsxCommands.IsIn(text.ToString(new TextSpan(0, Math.Min(text.Length, SniffedCharacters))));

    /// <summary>What the shell makes of the rest of the script is none of our business, and neither are its mistakes.</summary>
    public override void Bind(FilePath path, BindingContext context)
    {
        var commands = new EsxCommands(new TextSpan(0, 0), isLinear: false);
        var govc = new GovcCommands(commands);
        var script = CommandScript.Parse(context.File.Text);
        foreach (var command in script.Commands)
        {
            commands.Read(command);
            govc.Read(command);
        }

        EsxHost.Bind(path.Name, context.Origin(new TextSpan(0, 0)), commands, context);
        govc.Bind(context);
        LibraryCommands.Bind(script, context);
    }
}
