using VirtLint.Formats.Binding;
using VirtLint.Formats.KubeVirt;
using VirtLint.Formats.KubeVirt.Harvester;
using VirtLint.Formats.KubeVirt.Storage;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Harvester;

/// <summary>Binds images, networks, storage classes, settings and user data of harvester/harvester.</summary>
internal static class HarvesterResources
{
    private const string Source = "harvester/harvester";

    public static readonly BindingTable<Image> Images = new BindingTable<Image>(Platform.Harvester, "harvester_image", $"{Source}: harvester_image")
        .Row("checksum", (i, f) => i.Checksum = f, DigestWords.Prefixed, whenAbsent: ImageChecksum.None, source: "checksum")
        .Row("security_parameters/crypto_operation", (i, f) => i.IsDecryptedCopy = f, Vocabulary.Of(("decrypt", true), ("encrypt", false)), source: "security_parameters")
        .Computed("file_path", i => i.AdmittedFrom, "a file of the machine that Terraform runs on", source: "file_path")
        .Computed("checksum", i => i.IsVouchedFor, "any digest", "false", "checksum")
        .Computed("url", i => i.Url, "an address", source: "url")
        .Computed("url", i => i.Protocol, "the scheme of the address", source: "url")
        .Computed("url", i => i.Host, "the host of the address", source: "url")
        .Computed("url", i => i.Created, "a day in the address", source: "url");

    public static readonly BindingTable<VirtualSwitch> Networks = new BindingTable<VirtualSwitch>(Platform.Harvester, "harvester_network", $"{Source}: harvester_network")
        .Computed("vlan_id", s => s.Vlans, "a VLAN", source: "vlan_id");

    public static readonly BindingTable<ImageStore> Stores = new BindingTable<ImageStore>(Platform.Harvester, "harvester_storageclass", $"{Source}: harvester_storageclass")
        .Row("parameters/encrypted", (s, f) => s.EncryptsVolumes = f, TerraformWords.Flag, source: "parameters");

    public static readonly BindingTable<Credential> Secrets = new BindingTable<Credential>(Platform.Harvester, "harvester_cloudinit_secret", $"{Source}: harvester_cloudinit_secret")
        .Computed("user_data, user_data_base64", c => c.Value, "a password or key in what cloud-init is given", source: "user_data");

    public static void BindImage(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var url = node.Find("url");
        var name = node.Find("display_name") ?? node.Find("name");
        var image = context.Add(new Image(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(url?.ValueSpan ?? name?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.Harvester });
        Images.Bind(image, node, context);
        if (node.Find("checksum") is { Value.Length: > 0 } digest)
            image.IsVouchedFor = Fact.Stated(true, context.Origin(digest.ValueSpan), digest.Value, digest.Key);

        UploadEvidence.Bind(image, node, "file_path", node, $"{Source}: harvester_image, checksum", context);
        if (url is null || url.Value.Length == 0)
            return;

        if (url.Unresolved is { } reason)
        {
            image.Url = Fact<string>.Unresolved(context.Origin(url.ValueSpan), url.Value, reason, "url");
            image.Protocol = image.Url.Select(static _ => StorageProtocol.Other);
        }
        else
        {
            ImportBinder.BindUrl(image, url, "url", context);
        }
    }

    public static void BindNetwork(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var network = context.Add(new VirtualSwitch(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.Harvester });
        if (node.Find("vlan_id") is { } vlan)
            network.Vlans = ArgumentFacts.Of(node, vlan, static text => VlanMembership.Access(int.TryParse(text, out var number) ? number : 0), context);
    }

    public static void BindStorageClass(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        Stores.Bind(
            context.Add(new ImageStore(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.Harvester }), node, context);
    }

    public static void BindSetting(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Find("name") is not { Unresolved: null } name || node.Find("value") is not { } value)
            return;

        var json = value.Unresolved is null ? EmbeddedJson.In(value.Value, value.ValueSpan) : null;
        SettingBinder.BindSetting(new(name.Value, context.Origin(name.ValueSpan), value, json, context));
    }

    public static void BindUserData(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        foreach (var key in (string[])["user_data", "user_data_base64"])
        {
            if (node.Find(key) is { } data && UserData.SecretIn(data, isEncoded: key != "user_data", context, isWhole: true) is { Origin: { } origin } secret)
                context.Add(new Credential($"{resource.Address}: {key}", origin) { DeployedTo = Platform.Harvester }).Value = secret;
        }
    }
}
