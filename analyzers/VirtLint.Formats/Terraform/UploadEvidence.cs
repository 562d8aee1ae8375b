using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform;

/// <summary>What vouches for an image that Terraform uploads from a file of the machine that it runs on.</summary>
internal static class UploadEvidence
{
    // Where builders leave what they made: such a file is as new as the build that made it.
    private static readonly string[] s_buildFolders = ["output", "build", "builds", "dist", "artifacts", "packer"];

    private static readonly string[] s_digests = ["sha256", "sha512", "sha384"];

    /// <param name="key">The argument that names the file.</param>
    /// <param name="source">What says that nothing is verified by itself.</param>
    public static void Bind(Image image, ConfigNode node, string key, ConfigNode resource, string source, BindingContext context)
    {
        if (node.Find(key) is not { } path || (path.Unresolved is null && (path.Value.Length == 0 || Url.Parse(path.Value) is not null || IsBuilt(path.Value))))
            return;

        image.AdmittedFrom = ArgumentFacts.Of(node, path, static text => text, context);
        if (image.IsVouchedFor.State is not FactState.Absent)
            return;

        // A plan does not hold the conditions that its configuration checked.
        if (resource is PlannedNode)
            return;

        foreach (var condition in resource.Nodes("lifecycle").SelectMany(static cycle => cycle.Nodes("precondition")))
        {
            if (condition.Place("condition") is { } place && Array.Exists(s_digests, digest => context.File.Text.ToString(place.Value).IndexOf(digest, StringComparison.Ordinal) >= 0))
                image.IsVouchedFor = Fact.Stated(true, context.Origin(place.Value), "", "lifecycle");
        }

        if (image.IsVouchedFor.State is FactState.Absent)
            image.IsVouchedFor = Facts.Default(context, false, path.ValueSpan, source);
    }

    private static bool IsBuilt(string path) => path.Split('/', '\\').Any(static part =>
        Array.Exists(s_buildFolders, folder => part.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && (part.Length == folder.Length || part[folder.Length] is '-' or '_')));
}
