using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Incus;
using VirtLint.Formats.OpenStack;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform.Incus;

/// <summary>Binds the resources of lxc/incus and terraform-lxd/lxd, whose <c>config</c> and <c>device</c> hold the platform's own keys.</summary>
/// <remarks>docs/resources/instance.md, profile.md, project.md, certificate.md, server.md.</remarks>
internal static class IncusResources
{
    public static readonly BindingTable<ManagementEndpoint> Provider = new BindingTable<ManagementEndpoint>(Platform.Incus, "provider \"incus\", provider \"lxd\"", "lxc/incus: provider")
        .Row("accept_remote_certificate", (e, f) => e.VerifiesPeer = f, TerraformWords.Opposite, source: "accept_remote_certificate")
        .Computed("remote/address", e => e.Address, "a URL", source: "remote");

    public static readonly BindingTable<Image> Images = new BindingTable<Image>(Platform.Incus, "incus_image", "lxc/incus: incus_image")
        .Computed("source_file/data_path", i => i.AdmittedFrom, "a file of the machine that Terraform runs on", source: "source_file")
        .Computed("lifecycle/precondition", i => i.IsVouchedFor, "a condition on a digest", "false", "source_file");

    public static readonly BindingTable<Image> Published = new BindingTable<Image>(Platform.Incus, "lxd_publish_image", "terraform-lxd/lxd: lxd_publish_image")
        .Row("public", (i, f) => i.Visibility = f, Vocabulary.OfAnyCase(("true", ImageVisibility.Anonymous), ("false", ImageVisibility.Private)), whenAbsent: ImageVisibility.Private, source: "public")
        .Computed("aliases", i => i.CommonMark, "'golden', 'base', 'public', 'official', 'common', at either end of one");

    public static void BindProvider(TerraformResource provider)
    {
        var (node, context) = (provider.Node, provider.Context);
        var link = context.Add(new ManagementEndpoint(provider.Address, context.Origin(node.Anchor)) { Role = EndpointRole.Link });
        Provider.Bind(link, node, context);

        // One that lies on this very host among others does not make the rest local.
        foreach (var remote in node.Nodes("remote"))
        {
            if (link.Address.State is FactState.Absent && remote.Find("address") is { Unresolved: null, Value.Length: > 0 } address && !address.Value.StartsWith("unix", System.StringComparison.Ordinal))
                link.Address = ArgumentFacts.Of(remote, address, static text => ListenAddress.Of(Url.HostOf(text)), context);

            if (remote.Find("password") is { } password)
            {
                var credential = context.Add(new Credential($"{provider.Address}: password", context.Origin(password.ValueSpan)));
                credential.Value = Facts.Read(remote, "password", Vocabulary.Secret, null, "", context);
            }
        }
    }

    public static void BindInstance(TerraformResource resource) => BindGuest(resource, isProfile: false);

    /// <summary>An image from a file; what comes from a server is named by its fingerprint there.</summary>
    public static void BindImage(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Node("source_file") is not { } file || file.Find("data_path") is not { } path)
            return;

        var name = node.Node("alias")?.Find("name");
        var image = context.Add(new Image(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(path.ValueSpan)) { DeployedTo = Platform.Incus });
        UploadEvidence.Bind(image, file, "data_path", node, "lxc/incus: incus_image", context);
    }

    /// <summary>An image of an instance, with whatever is left in it.</summary>
    public static void BindPublished(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var aliases = node.Find("aliases") is { IsList: true } list ? list.Items : [];
        var name = aliases.IsEmpty ? resource.Address : aliases[0].Text;
        var image = context.Add(new Image(name, context.Origin(aliases.IsEmpty ? node.Anchor : aliases[0].Span)) { DeployedTo = Platform.Incus });
        Published.Bind(image, node, context);
        foreach (var alias in aliases)
            GlanceImages.BindMarks(image, new Setting("aliases", alias.Span, alias.Text, alias.Span, alias.Span), [], context);
    }

    public static void BindProfile(TerraformResource resource) => BindGuest(resource, isProfile: true);

    public static void BindProject(TerraformResource resource) =>
        ProjectBinder.Bind(resource.Node, resource.Node.Node("config"), resource.Node.Find("name"), resource.Context);

    public static void BindCertificate(TerraformResource resource) => CertificateBinder.Bind(resource.Node, resource.Context);

    public static void BindServer(TerraformResource resource)
    {
        if (resource.Node.Node("config") is { } config)
            ServerBinder.Bind(config, resource.Context);
    }

    public static void BindNetwork(TerraformResource resource)
    {
        if (resource.Node.Node("config") is { } config)
            NetworkBinder.Bind(resource.Node, config, resource.Context);
    }

    public static void BindPool(TerraformResource resource) => PoolBinder.Bind(resource.Node, resource.Node.Node("config"), resource.Context);

    private static void BindGuest(TerraformResource resource, bool isProfile)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var machine = context.Add(new VirtualMachine(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        {
            DeployedTo = Platform.Incus,
            IsProfile = isProfile,
        });

        // The profile "default" applies where no list says otherwise: what nothing states here may stand there.
        using (context.Partially(isProfile || node.Find("profiles") is not { IsList: true, Items.IsEmpty: true }))
        {
            InstanceBinder.Bind(machine, node, node.Node("config") ?? (SettingScope)new NoSettings(node.Anchor), context);
            if (!isProfile && node.Find("type") is null)
                machine.IsContainer = Fact.Default(true, context.Origin(node.Anchor), "lxc/incus: incus_instance: type", "type");

            DeviceBinder.Bind(
                machine,
                node.Nodes("device").Select(static device => (device.Find("name") is { Unresolved: null } title ? title.AsLiteral() : new Literal("device", device.Anchor), (SettingScope)new DeviceScope(device))),
                context);
        }
    }
}
