using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats;

/// <summary>
/// Binds the files of a language in which a file means something only together with others: variables, modules, roles.
/// </summary>
/// <remarks>
/// The format's own <see cref="Format.Bind"/> takes in the tree (<c>BindingContext.AddErrors</c>); the project adds
/// entities to the contexts of the files that declare them, once all files of the run are read and before any linker.
/// </remarks>
public interface IProject
{
    /// <param name="files">Every file of the run that was recognised as one of the project's formats, in the order of the paths.</param>
    void Bind(IReadOnlyList<BindingContext> files);
}
