using System;
using VirtLint.Formats.Binding;
using VirtLint.Syntax;
using VirtLint.Syntax.LibvirtConf;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Schemas;

/// <summary>The schema of a file without sections: libvirt's .conf files, datacenter.cfg.</summary>
/// <param name="keys">The file's keys.</param>
/// <param name="family">The platform's other files of the kind, to tell a misplaced key from an unknown one.</param>
/// <param name="combinations">Reports settings that exclude, need or disable each other; null when none do.</param>
internal sealed class FlatSchema(KeySet keys, KeySet[] family, Action<SettingScope, BindingContext>? combinations = null) : FormatSchema
{
    protected internal override void Check(SyntaxTree tree, BindingContext context)
    {
        SettingScope? root = tree switch
        {
            LibvirtConfTree conf => conf.Root,
            PveOptionsTree options => options.Root,
            _ => null,
        };
        if (root is null)
            return;

        new KeyCheck(context, tree.IsTemplate, family).Check(root, keys);
        if (!tree.IsTemplate)
            combinations?.Invoke(root, context);
    }
}
