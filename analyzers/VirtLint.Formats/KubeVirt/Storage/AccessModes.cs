using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Storage;

/// <summary>Whether a volume can be on two hosts at once, as a guest that moves needs it.</summary>
/// <remarks>// KubeVirt user guide, "Live migration: Limitations": "must be configured with RWX access mode"</remarks>
internal static class AccessModes
{
    /// <summary>What the claim of a volume states; Absent where its storage class decides.</summary>
    public static Fact<bool> IsBoundToHost(YamlMapping volume, BindingContext context)
    {
        var key = new[] { "spec.storage.accessModes", "spec.pvc.accessModes", "spec.accessModes" }.FirstOrDefault(path => volume.Find(path) is not null);
        return key is null ? Fact<bool>.Absent : Read(volume.Find(key), key, context);
    }

    /// <summary>Whether what a claim leaves open is taken from the profile of its class. // CDI, "Storage Profiles"; "PVC mutating webhook rendering"</summary>
    public static Fact<bool> FollowsStore(YamlMapping volume, BindingContext context) =>
        volume.Find("spec.storage") is { } storage ? Fact.Stated(true, context.Origin(storage.KeySpan), "storage", "spec.storage") : Fact<bool>.Absent;

    /// <summary>Whether a list of modes leaves a volume to one host alone; Absent without a list.</summary>
    public static Fact<bool> Read(Setting? list, string key, BindingContext context)
    {
        if (list is not { IsList: true, Items.IsEmpty: false } modes)
            return Fact<bool>.Absent;

        var origin = context.Origin(modes.Items[0].Span);
        if (modes.IsConditional || modes.Items.Any(static mode => TemplateMarks.Contains(mode.Text)))
            return Fact<bool>.Unresolved(origin, modes.Items[0].Text, "template", key);

        return Fact.Stated(!modes.Items.Any(static mode => mode.Text is "ReadWriteMany" or "ReadOnlyMany"), origin, modes.Items[0].Text, key);
    }
}
