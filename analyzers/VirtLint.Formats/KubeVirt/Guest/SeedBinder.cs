using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt.Guest;

/// <summary>Binds a <c>Secret</c> with what cloud-init is given: in a repository it is as open as the guest's own definition.</summary>
/// <remarks>// KubeVirt user guide, "Startup scripts": secretRef; kubernetes.io, core/v1: Secret, "data", "stringData"</remarks>
internal static class SeedBinder
{
    public static readonly BindingTable<Credential> Table = new BindingTable<Credential>(Platform.KubeVirt, "Secret", "KubeVirt user guide: Startup scripts")
        .Computed("stringData.userdata, data.userdata", c => c.Value, "a password or key in what cloud-init is given", source: "cloud-init");

    private static readonly (string Key, bool IsEncoded)[] s_keys =
        [("stringData.userdata", false), ("stringData.userData", false), ("data.userdata", true), ("data.userData", true)];

    public static void Bind(Manifest manifest)
    {
        var context = manifest.Context;
        foreach (var (key, isEncoded) in s_keys)
        {
            if (manifest.Root.Find(key) is not { IsConditional: false } seed || UserData.SecretIn(seed, isEncoded, context) is not { } secret)
                continue;

            context.Add(new Credential($"userdata of '{manifest.Name}'", secret.Origin ?? manifest.Origin)).Value = secret;
            return;
        }
    }
}
