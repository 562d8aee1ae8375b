using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.KubeVirt;
using VirtLint.Formats.KubeVirt.Storage;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.KubeVirt;

/// <summary>Binds guests and volumes of kubevirt/kubevirt, and manifests that other providers hand on as they are.</summary>
/// <remarks>// kubevirt/kubevirt, docs/resources; gavinbunney/kubectl, kubectl_manifest</remarks>
internal static class KubeVirtResources
{
    private const string Source = "kubevirt/kubevirt: kubevirt_virtual_machine";

    /// <summary>Whatever stands before a manifest is passed over again for each: behind this much, none is read.</summary>
    private const int FarthestManifest = 1 << 18;

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.KubeVirt, "kubevirt_virtual_machine: spec/template/spec", Source)
        .Row("eviction_strategy", (m, f) => m.Eviction = f, KubeWords.Eviction, source: "spec.template.spec.eviction_strategy")
        .Computed("volume/volume_source/cloud_init_config_drive/user_data", m => m.FirstBootPackages, "'packages' and what 'runcmd' installs", source: "cloud_init_config_drive")
        .Computed("volume/volume_source/cloud_init_config_drive/user_data", m => m.UserDataSecret, "a password or key in what cloud-init is given", source: "cloud_init_config_drive")
        .Computed("volume/volume_source/service_account/service_account_name", m => m.PlatformAccount, "a service account", source: "service_account");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.KubeVirt, "kubevirt_virtual_machine: spec/template/spec/domain/devices/interface", Source)
        .Computed("interface_binding_method", n => n.TakesContainerAddress, "'InterfaceBridge', on the pod network", source: "interface_binding_method");

    public static readonly BindingTable<Image> Download = new BindingTable<Image>(Platform.KubeVirt, "kubevirt_data_volume", "kubevirt/kubevirt: kubevirt_data_volume")
        .Computed("spec/source/http/url", i => i.Url, "an address", source: "spec.source.http")
        .Computed("spec/source/http/url", i => i.Protocol, "the scheme of the address", source: "spec.source.http")
        .Computed("spec/source/http/url", i => i.Host, "the host of the address", source: "spec.source.http")
        .Computed("spec/source/http/url", i => i.Created, "a day in the address", source: "spec.source.http")
        .Computed("(resource)", i => i.Checksum, "none: there is no argument for it", source: "spec.source.http");

    public static readonly BindingTable<ManagementEndpoint> Provider = new BindingTable<ManagementEndpoint>(Platform.KubeVirt, "provider \"kubevirt\"", "kubevirt/kubevirt: provider")
        .Row("insecure", (e, f) => e.VerifiesPeer = f, TerraformWords.Opposite, whenAbsent: true, source: "insecure")
        .Computed("host", e => e.Address, "a URL", source: "host")
        .Computed("host", e => e.Protection, "the scheme of the URL", source: "host");

    private static readonly string[] s_secrets = ["password", "token", "client_key"];

    public static void BindProvider(TerraformResource provider)
    {
        Provider.Bind(ProviderLink.Add(provider, "host"), provider.Node, provider.Context);
        foreach (var key in s_secrets)
            ProviderLink.AddSecret(provider, key);
    }

    public static void BindVolume(TerraformResource resource) => BindVolume(resource.Node, resource.Address, resource.Context);

    public static void BindMachine(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Node("spec")?.Node("template")?.Node("spec") is not { } spec)
            return;

        var name = node.Find("metadata/name");
        var machine = context.Add(new VirtualMachine(
            name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        { DeployedTo = Platform.KubeVirt });
        Table.Bind(machine, spec, context);
        foreach (var volume in spec.Nodes("volume"))
        {
            if (volume.Node("volume_source") is not { } source)
                continue;

            if (source.Find("cloud_init_config_drive/user_data") is { } data)
            {
                machine.UserDataSecret = UserData.SecretIn(data, isEncoded: false, context, isWhole: true) ?? machine.UserDataSecret;
                machine.FirstBootPackages = UserData.PackagesIn(data, isEncoded: false, context.File);
            }

            if (source.Node("service_account") is { } account && account.Find("service_account_name") is { } accountName)
                machine.PlatformAccount = ArgumentFacts.Of(account, accountName, static text => text, context);
        }

        BindInterfaces(machine, spec, context);
        foreach (var template in node.Node("spec")?.Nodes("data_volume_templates") ?? [])
            BindVolume(template, machine.Name, context);
    }

    /// <summary>Binds <c>kubectl_manifest</c>, whose text is a manifest. What is interpolated into it stays open.</summary>
    public static void BindManifest(TerraformResource resource)
    {
        if (resource.Node.Find("yaml_body") is not { } body || body.ValueSpan.Start > FarthestManifest)
            return;

        // In a text between quotes the lines are written otherwise than they read.
        if (resource.Context.File.Text.ToString(body.ValueSpan).IndexOf('\n') > 0)
            KubernetesManifest.BindPart(body.ValueSpan, resource.Context);
    }

    private static void BindInterfaces(VirtualMachine machine, ConfigNode spec, BindingContext context)
    {
        foreach (var item in spec.Node("domain")?.Node("devices")?.Nodes("interface") ?? [])
        {
            if (item.Find("name") is not { Unresolved: null } name)
                continue;

            var nic = context.Add(new NetworkInterface(name.Value, context.Origin(name.ValueSpan), machine));
            if (item.Find("interface_binding_method") is { } method && IsOnPodNetwork(spec, name.Value))
                nic.TakesContainerAddress = ArgumentFacts.Of(item, method, static text => text == "InterfaceBridge", context);
        }
    }

    private static bool IsOnPodNetwork(ConfigNode spec, string name)
    {
        foreach (var network in spec.Nodes("network"))
        {
            if (network.Find("name") is { } stated && stated.Value == name)
                return network.Node("network_source")?.Node("pod") is not null;
        }

        return false;
    }

    private static void BindVolume(ConfigNode volume, string fallback, BindingContext context)
    {
        if (volume.Node("spec")?.Node("source")?.Node("http") is not { } http || http.Find("url") is not { } url)
            return;

        var name = volume.Find("metadata/name");
        var image = context.Add(new Image(name is { Unresolved: null } ? name.Value : fallback, context.Origin(url.ValueSpan)) { DeployedTo = Platform.KubeVirt });
        if (url.Unresolved is { } reason)
        {
            image.Url = Fact<string>.Unresolved(image.Origin, url.Value, reason, "url");
            image.Protocol = image.Url.Select(static _ => StorageProtocol.Other);
            return;
        }

        ImportBinder.BindUrl(image, url, "url", context);
        image.Checksum = Fact.Default(ImageChecksum.None, context.Origin(http.Anchor), "kubevirt/kubevirt: kubevirt_data_volume");
    }
}
