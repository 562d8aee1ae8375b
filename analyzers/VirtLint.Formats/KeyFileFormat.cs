using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats;

/// <summary>
/// A file that states nothing a rule judges: it is read for its grammar, its keys, and the objects that it defines or names.
/// </summary>
/// <param name="id">The format's identifier.</param>
/// <param name="title">What the format is.</param>
/// <param name="isOurs">Whether a path is proof.</param>
/// <param name="siteRoot">The folder that one host's or cluster's files share.</param>
/// <param name="parse">The grammar.</param>
/// <param name="schema">The keys.</param>
internal sealed class KeyFileFormat(
    string id, string title, Platform platform, Func<FilePath, bool> isOurs, Func<FilePath, string> siteRoot, Func<SourceText, SyntaxTree> parse, FormatSchema schema) : Format
{
    public override string Id => id;

    public override Platform Platform => platform;

    public override string Title => title;

    public override FormatSchema? Schema => schema;

    public override PathClaim Claim(FilePath path) => isOurs(path) ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => siteRoot(path);

    public override void Bind(FilePath path, BindingContext context) => context.AddErrors(parse(context.File.Text));
}
