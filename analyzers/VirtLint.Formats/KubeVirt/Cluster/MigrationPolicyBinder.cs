using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt.Cluster;

/// <summary>Binds <c>MigrationPolicy</c>, which sets aside for some guests what the cluster has fixed.</summary>
/// <remarks>// kubevirt.io/api, migrations/v1alpha1: MigrationPolicySpec</remarks>
internal static class MigrationPolicyBinder
{
    public static readonly BindingTable<MigrationPolicy> Table = new BindingTable<MigrationPolicy>(Platform.KubeVirt, "MigrationPolicy", "KubeVirt user guide: Migration policies")
        .Row("spec.allowPostCopy", (m, f) => m.PostCopy = f, KubeWords.Flag)
        .Row("spec.allowWorkloadDisruption", (m, f) => m.DisruptsGuest = f, KubeWords.Flag);

    public static void Bind(Manifest manifest) =>
        Table.Bind(manifest.Context.Add(new MigrationPolicy(manifest.Name, manifest.Origin)), manifest.Root, manifest.Context);
}
