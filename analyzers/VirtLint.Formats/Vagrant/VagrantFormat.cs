using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Ruby;

namespace VirtLint.Formats.Vagrant;

/// <summary>The machines of a project: <c>Vagrantfile</c>, also as a template that a box brings along.</summary>
/// <remarks>It is a program in Ruby: what stands there literally is read, the rest stays undecided.</remarks>
internal sealed class VagrantFormat : Format
{
    public override string Id => "vagrant";

    public override Platform Platform => Platform.Vagrant;

    public override string Title => "Vagrant project (Vagrantfile)";

    public override PathClaim Claim(FilePath path) =>
        path.Name == "Vagrantfile" ? PathClaim.Certain
        : path.Name.StartsWith("Vagrantfile.", StringComparison.Ordinal) || path.Name.StartsWith("vagrantfile", StringComparison.Ordinal) ? PathClaim.Possible
        : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.HasLine(text, " \t", "Vagrant.configure", "Vagrant::Config.run");

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = RubyTree.Parse(context.File.Text);
        context.AddErrors(tree);
        var shared = new VagrantGuest(path, context);
        foreach (var call in tree.Calls)
            shared.Read(call);

        shared.Complete();
    }
}
