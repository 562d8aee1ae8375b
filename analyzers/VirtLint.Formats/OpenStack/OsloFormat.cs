using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.OpenStack.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.OpenStack;

/// <summary>A file of an OpenStack service, in the grammar of oslo.config.</summary>
/// <param name="id">The format's identifier.</param>
/// <param name="title">What the format is.</param>
/// <param name="names">The names of its files.</param>
/// <param name="mark">A section that only this service's files have, for names that others use, too; null where the name is proof.</param>
/// <param name="bind">What the service itself makes of the file.</param>
/// <param name="schema">The options that the service knows; null where they are not told.</param>
internal sealed class OsloFormat(string id, string title, string[] names, string? mark, Action<OsloConf, BindingContext> bind, FormatSchema? schema = null) : Format
{
    public override string Id => id;

    public override Platform Platform => Platform.OpenStack;

    public override string Title => title;

    public override FormatSchema? Schema => schema;

    public override IProject? Project => OpenStackProject.Instance;

    public override bool StandsAlone => true;

    public override PathClaim Claim(FilePath path)
    {
        foreach (var name in names)
        {
            // No copy of the name: every file of a run is asked.
            if (path.Name.StartsWith(name, StringComparison.Ordinal) && path.Name.Length - name.Length is 0 or 3 or 4 && OpenStackPaths.NameWithoutTemplate(path) == name)
                return mark is null ? PathClaim.Certain : PathClaim.Possible;
        }

        return PathClaim.None;
    }

    public override bool Sniff(FilePath path, SourceText text) =>
        mark is not null && text.ToString(new TextSpan(0, Math.Min(text.Length, 64 * 1024))).IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0;

    public override string SiteRoot(FilePath path) => OpenStackPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.Oslo);
        context.AddErrors(tree);
        var conf = new OsloConf(tree);
        context.IsPartial = tree.IsTemplate || !IsComplete(conf);
        ServiceLinks.Bind(conf, id, context);
        KeyManagers.Bind(conf, context);
        QuotaLimits.Bind(conf, id, context);
        AuditTrail.Bind(conf, id, context);
        ServiceDoors.Bind(conf, id, context);
        PublishedKeys.Bind(conf, context);
        bind(conf, context);
        context.BindByRelease = () =>
        {
            (schema as OsloSchema)?.CheckReleases(tree, context);
            ReleaseDefaults.Bind(conf, path, context);
        };
        if (context.Embedding is not null)
            context.BindByRelease();
    }

    /// <summary>
    /// Whether the file is the one that the service starts from: overrides and snippets leave out how it signs in. Their
    /// silence is another file's affair.
    /// </summary>
    private static bool IsComplete(OsloConf conf) =>
        conf.Find("keystone_authtoken", "auth_url") is not null || conf.Find("keystone_authtoken", "username") is not null;
}
