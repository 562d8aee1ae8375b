using VirtLint.Formats.Binding;
using VirtLint.Syntax;

namespace VirtLint.Formats.Schemas;

/// <summary>The schemas of a format that reads several files, by their names.</summary>
internal sealed class FileNameSchema(params (string Name, FormatSchema Schema)[] files) : FormatSchema
{
    protected internal override void Check(SyntaxTree tree, BindingContext context)
    {
        var actual = new FilePath(context.File.Path).Name;
        foreach (var (name, schema) in files)
        {
            if (name == actual)
                schema.Check(tree, context);
        }
    }
}
