using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.LibvirtConf;

/// <summary>A file of libvirt's own grammar: libvirtd.conf, qemu.conf, virtlogd.conf and their kin.</summary>
// libvirt, src/util/virconf.c: virConfParse
public sealed class LibvirtConfTree : SyntaxTree
{
    internal LibvirtConfTree(
        SourceText text,
        LibvirtConfScope root,
        ImmutableArray<Literal> comments,
        bool isTemplate,
        ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Root = root;
        Comments = comments;
        IsTemplate = isTemplate;
    }

    public LibvirtConfScope Root { get; }

    /// <summary>The comments, without their mark and the blanks around them.</summary>
    public ImmutableArray<Literal> Comments { get; }

    public static LibvirtConfTree Parse(SourceText text) => new LibvirtConfParser(text).Parse();
}
