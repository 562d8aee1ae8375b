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
        .Computed("spec.accessModes, spec.storage.accessModes, spec.pvc.accessModes", d => d.IsBoundToHost, "modes other than 'ReadWriteMany'");

    public static readonly BindingTable<Image> Images = new BindingTable<Image>(Platform.KubeVirt, "PersistentVolumeClaim: metadata.annotations", "CDI: Import from HTTP/S3")
        .Computed(Endpoint, i => i.Url, "an address, unless 'storage.import.source' names another kind than 'http' and 's3'")
        .Computed(Endpoint, i => i.Protocol, "the scheme of the address")
        .Computed(Endpoint, i => i.Host, "the host of the address");

    // kubernetes.io, core/v1: PersistentVolumeSpec, "hostPath", "local", "claimRef"; PersistentVolumeClaimSpec, "volumeName"
    public static readonly BindingTable<Disk> Volumes = new BindingTable<Disk>(Platform.KubeVirt, "PersistentVolume", "Kubernetes: Persistent Volumes")
        .Computed("spec.hostPath.path, spec.local.path", d => d.Location, "a directory of the node");

    private static readonly string[] s_classes = ["spec.storageClassName", "spec.storage.storageClassName", "spec.pvc.storageClassName"];

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
        foreach (var key in s_classes)
        {
            if (manifest.Root.Find(key) is { } store)
                claim.Store = Yaml.Read(store, key, static text => text, manifest.Context);
        }
    }
}
