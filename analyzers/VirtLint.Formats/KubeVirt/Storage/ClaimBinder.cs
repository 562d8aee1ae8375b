using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt.Storage;

/// <summary>Binds claims of volumes that stand by themselves: <c>PersistentVolumeClaim</c>, <c>DataVolume</c>.</summary>
internal static class ClaimBinder
{
    private const string Endpoint = "cdi.kubevirt.io/storage.import.endpoint";

    public static readonly BindingTable<Disk> Table = new BindingTable<Disk>(Platform.KubeVirt, "PersistentVolumeClaim, DataVolume", "CDI: Data volumes")
        .Computed("spec.volumeName", d => d.Source, "a volume's name")
        .Computed("spec.storageClassName, spec.storage.storageClassName, spec.pvc.storageClassName", d => d.Store, "a storage class")
        .Computed("spec.accessModes, spec.storage.accessModes, spec.pvc.accessModes", d => d.IsBoundToHost, "modes other than 'ReadWriteMany'")
        .Computed("spec.storage", d => d.FollowsStore, "there or not")
        .Computed("metadata.namespace", d => d.Pool, "a namespace other than 'default'")
        .Computed("metadata.name, metadata.namespace, metadata.labels", d => d.CommonMark, "'golden', 'base', 'public', 'official', 'common', 'image', 'template', or an operating system")
        .Computed("spec.source.http, spec.source.registry, spec.source.gcs, spec.sourceRef", d => d.Filling, "there or not");

    public static readonly BindingTable<Image> Images = new BindingTable<Image>(Platform.KubeVirt, "PersistentVolumeClaim: metadata.annotations", "CDI: Import from HTTP/S3")
        .Computed(Endpoint, i => i.Url, "an address, unless 'storage.import.source' names another kind than 'http' and 's3'")
        .Computed(Endpoint, i => i.Protocol, "the scheme of the address")
        .Computed(Endpoint, i => i.Host, "the host of the address");

    // kubernetes.io, core/v1: PersistentVolumeSpec, "hostPath", "local", "claimRef"; PersistentVolumeClaimSpec, "volumeName"
    public static readonly BindingTable<Disk> Volumes = new BindingTable<Disk>(Platform.KubeVirt, "PersistentVolume", "Kubernetes: Persistent Volumes")
        .Computed("spec.hostPath.path, spec.local.path", d => d.Location, "a directory of the node");

    private static readonly string[] s_classes = ["spec.storageClassName", "spec.storage.storageClassName", "spec.pvc.storageClassName"];

    private static readonly string[] s_public = ["spec.source.http", "spec.source.registry", "spec.source.gcs", "spec.sourceRef"];

    private static readonly string[] s_common = ["golden", "base", "public", "official", "common", "image", "images", "template", "templates"];

    private static readonly char[] s_wordEnds = ['-', '_', '.', '/'];

    public static void BindDataVolume(Manifest manifest)
    {
        ImportBinder.Bind(manifest, "spec.source");
        BindClaim(manifest);
    }

    public static void Bind(Manifest manifest)
    {
        BindClaim(manifest);
        if (manifest.Annotation(Endpoint) is not { Value.Length: > 0 } url || manifest.Annotation("cdi.kubevirt.io/storage.import.source")?.Value is not (null or "http" or "s3"))
            return;

        var image = manifest.Context.Add(new Image(manifest.Name, manifest.Context.Origin(url.ValueSpan)));
        ImportBinder.BindUrl(image, url, Endpoint, manifest.Context);
    }

    /// <summary>A volume of the cluster's administrators; one with a directory of a node is that directory.</summary>
    public static void BindVolume(Manifest manifest)
    {
        if ((manifest.Root.Find("spec.hostPath.path") ?? manifest.Root.Find("spec.local.path")) is not { } path)
            return;

        var volume = manifest.Context.Add(new Disk(manifest.Root.TextAt("spec.claimRef.name") ?? VolumeLinker.VolumePrefix + manifest.Name, manifest.Origin));
        volume.Location = Yaml.Read(path, "spec.hostPath.path", static text => text, manifest.Context);
    }

    private static void BindClaim(Manifest manifest)
    {
        var claim = manifest.Context.Add(new Disk(manifest.Name, manifest.Origin));
        if (manifest.Root.Find("spec.volumeName") is { } volume)
            claim.Source = Yaml.Read(volume, "spec.volumeName", static text => VolumeLinker.VolumePrefix + text, manifest.Context);

        claim.IsBoundToHost = AccessModes.IsBoundToHost(manifest.Root, manifest.Context);
        claim.FollowsStore = AccessModes.FollowsStore(manifest.Root, manifest.Context);
        BindMarks(claim, manifest);
        foreach (var key in s_classes)
        {
            if (manifest.Root.Find(key) is { } store)
                claim.Store = Yaml.Read(store, key, static text => text, manifest.Context);
        }
    }

    /// <summary>What tells a disk that is meant for all from one with somebody's data.</summary>
    private static void BindMarks(Disk claim, Manifest manifest)
    {
        var context = manifest.Context;
        if (manifest.Root.Find("metadata.namespace") is { } place && place.Value != "default")
            claim.Pool = Yaml.Read(place, "metadata.namespace", static text => text, context);

        var marks = manifest.Labels.Where(static label => label.Value is not "false").SelectMany(static label => new[] { label.Key, label.Value }).Concat([manifest.Name, manifest.Namespace]);
        if (marks.FirstOrDefault(IsCommon) is { } mark)
            claim.CommonMark = Fact.Stated(mark, manifest.Origin, mark, "metadata");

        if (s_public.FirstOrDefault(source => manifest.Root.Find(source) is not null) is { } source)
            claim.Filling = Yaml.Presence(manifest.Root, source, DiskFilling.Public, context);
        else if (manifest.Root.Find("spec.source") is not null)
            claim.Filling = Yaml.Presence(manifest.Root, "spec.source", DiskFilling.Other, context);
        else if (manifest.Annotation(Endpoint) is { } endpoint)
            claim.Filling = Yaml.Read(endpoint, Endpoint, static _ => DiskFilling.Public, context);
    }

    private static bool IsCommon(string text) => Image.IsSystemName(text) || text.Split(s_wordEnds).Any(word => s_common.Contains(word, StringComparer.OrdinalIgnoreCase));
}
