using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.OpenStack.Kolla;

/// <summary>What a container of kolla's is started with: its command, and the files that are put into it.</summary>
internal sealed class KollaStartFormat : Format
{
    private const int Head = 64 * 1024;

    // kolla, docker/base/set_configs.py: config_files, "perm"
    public static readonly BindingTable<Credential> Files = new BindingTable<Credential>(Platform.OpenStack, "config.json: config_files[]", "kolla: docker/base/set_configs.py")
        .Row("perm", (c, f) => c.FileMode = f, GuardedFiles.Mode);

    public override string Id => "openstack-kolla-start";

    public override Platform Platform => Platform.OpenStack;

    public override string Title => "what kolla's containers are started with (config.json)";

    public override PathClaim Claim(FilePath path) => path.Name is "config.json" ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var head = text.ToString(new TextSpan(0, Math.Min(text.Length, Head)));
        return head.IndexOf("\"config_files\"", StringComparison.Ordinal) >= 0 && head.IndexOf("\"command\"", StringComparison.Ordinal) >= 0 && head.IndexOf("/etc/", StringComparison.Ordinal) >= 0;
    }

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = JsonTree.Parse(context.File.Text);
        context.AddErrors(tree);
        if ((tree.Root as JsonObject)?["config_files"] is not JsonArray files)
            return;

        foreach (var file in files.Items.OfType<JsonObject>())
        {
            if (file.Find("dest") is { } place && GuardedFiles.PlatformOf(place.Value) is { } platform)
                Files.Bind(context.Add(new Credential(place.Value, context.Origin(place.ValueSpan)) { DeployedTo = platform }), file, context);
        }
    }
}
