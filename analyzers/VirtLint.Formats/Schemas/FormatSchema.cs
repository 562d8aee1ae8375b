using VirtLint.Formats.Binding;
using VirtLint.Syntax;

namespace VirtLint.Formats.Schemas;

/// <summary>
/// Which keys a format has, declared once: what is unknown, misplaced, refused, stated twice, deprecated, of another release or
/// without effect follows from it, whatever the binders read.
/// </summary>
public abstract class FormatSchema
{
    /// <summary>Reports what the schema has to say of a file once it is bound.</summary>
    public void Check(BindingContext context)
    {
        foreach (var tree in context.Trees)
            Check(tree, context);
    }

    /// <summary>Walks one tree. A tree of another grammar is nothing to the schema.</summary>
    protected internal abstract void Check(SyntaxTree tree, BindingContext context);
}
