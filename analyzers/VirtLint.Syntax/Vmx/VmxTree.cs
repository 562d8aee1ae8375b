using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Vmx;

/// <summary>A file of VMware's dictionary grammar: <c>.vmx</c>, <c>.vmtx</c> and <c>.vmsd</c>.</summary>
// hashicorp/packer-plugin-vmware, builder/vmware/common/vmx.go: ParseVMX; libvirt, src/vmx/vmx.c: virVMXParseConfig
public sealed class VmxTree : SyntaxTree
{
    internal VmxTree(SourceText text, VmxScope root, ImmutableArray<Setting> repeated, bool isTemplate, ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Root = root;
        Repeated = repeated;
        IsTemplate = isTemplate;
    }

    public VmxScope Root { get; }

    /// <summary>Statements of a key that an earlier line has stated, in whatever case: VMware refuses such a file.</summary>
    public ImmutableArray<Setting> Repeated { get; }

    public static VmxTree Parse(SourceText text) => new VmxParser(text).Parse();
}
