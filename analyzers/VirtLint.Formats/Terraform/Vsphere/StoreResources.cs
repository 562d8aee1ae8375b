using System;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds NFS datastores and content libraries of vmware/vsphere.</summary>
internal static class StoreResources
{
    private const string NasSource = "vmware/vsphere: vsphere_nas_datastore";

    public static readonly BindingTable<ImageStore> Nas = new BindingTable<ImageStore>(Platform.Vmware, "vsphere_nas_datastore", NasSource)
        .Row("type", (s, f) => s.StoreKind = f, VsphereWords.NasTypes, whenAbsent: StoreKind.Nfs, source: "type")
        .Computed("type, security_type", s => s.Authentication, "Kerberos for 'NFS41' with 'SEC_KRB5' or 'SEC_KRB5I'", whenAbsent: "the client's address", source: "security_type")
        .Computed("remote_hosts", s => s.Server, "the first host", source: "remote_hosts")
        .Computed("remote_hosts, remote_path", s => s.Endpoint, "host and path", source: "remote_path");

    public static readonly BindingTable<ImageStore> Publication = new BindingTable<ImageStore>(
        Platform.Vmware, "vsphere_content_library: publication", "vmware/vsphere: vsphere_content_library")
        .Row("authentication_method", (s, f) => s.Authentication = f, VsphereWords.LibraryLogin, whenAbsent: StoreAuthentication.None, source: "publication.authentication_method")
        .Row("published", (s, f) => s.IsPublished = f, TerraformWords.Flag, whenAbsent: false, source: "publication.published");

    public static readonly BindingTable<Image> Upload = new BindingTable<Image>(Platform.Vmware, "vsphere_file", "vmware/vsphere: vsphere_file")
        .Computed("source_file", i => i.AdmittedFrom, "a disk or medium of the machine that Terraform runs on", source: "source_file")
        .Computed("lifecycle/precondition", i => i.IsVouchedFor, "a condition on a digest", "false", "source_file");

    /// <summary>A disk or medium that is uploaded: with a source within vSphere, it would be copied there.</summary>
    public static void BindFile(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.States("source_datastore") || node.States("source_datacenter") || node.Find("source_file") is not { Unresolved: null } file || DiskFormats.ByName(file.Value) is null)
            return;

        var image = context.Add(new Image(ImageDownload.NameOf(file.Value), context.Origin(file.ValueSpan)) { DeployedTo = Platform.Vmware });
        UploadEvidence.Bind(image, node, "source_file", node, "vmware/vsphere: vsphere_file", context);
    }

    public static readonly BindingTable<Credential> LibraryPassword = new BindingTable<Credential>(
        Platform.Vmware, "vsphere_content_library: publication", "vmware/vsphere: vsphere_content_library")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "publication.password");

    public static readonly BindingTable<Image> Subscription = DownloadResources.Address(
        Platform.Vmware, "vsphere_content_library: subscription", "vmware/vsphere", "subscription_url");

    public static void BindNas(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var store = Add(resource);
        Nas.Bind(store, node, context);
        store.Authentication = Authentication(store, node, context);
        if (node.Find("remote_hosts") is not { IsList: true, Unresolved: null } hosts || hosts.Items.Length == 0 || hosts.Items[0].Text.Length == 0)
            return;

        var server = hosts.Items[0];
        store.Server = Fact.Stated(server.Text, context.Origin(server.Span), server.Text, "remote_hosts");
        if (node.Find("remote_path") is { Unresolved: null } path)
            store.Endpoint = ArgumentFacts.Of(node, path, value => $"nfs://{server.Text}/{value.Trim('/')}", context);
    }

    public static void BindLibrary(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Node("publication") is { } publication)
        {
            Publication.Bind(Add(resource), publication, context);
            AddPassword(publication, "publication", resource);
        }

        if (node.Node("subscription") is not { } subscription)
            return;

        AddPassword(subscription, "subscription", resource);
        if (subscription.Find("subscription_url") is { } url)
            AddSubscription(node.Find("name") is { Unresolved: null } name ? name.Value : resource.Address, url, subscription, context);
    }

    /// <summary>What a library takes from another one. Over TLS the publisher's server vouches for it, in clear nobody does.</summary>
    public static void AddSubscription(string name, Setting url, ConfigNode node, BindingContext context)
    {
        if (url.Unresolved is null && Url.Parse(url.Value) is null)
            return;

        var image = context.Add(new Image(name, context.Origin(url.ValueSpan)) { DeployedTo = Platform.Vmware });
        AddDownload(image, ArgumentFacts.Of(node, url, static text => text, context));
    }

    /// <summary>An address whose server vouches for what it hands out, where there is a way to know it.</summary>
    public static void AddDownload(Image image, Fact<string> address)
    {
        ImageDownload.Bind(image, address);
        if (image.Url.IsUnresolved || image.Protocol.Is(static protocol => protocol.IsPlaintext()))
            image.Checksum = image.Url.Select(static _ => ImageChecksum.Unstatable);
    }

    private static void AddPassword(ConfigNode block, string title, TerraformResource resource)
    {
        if (block.Find("password") is { } password)
            LibraryPassword.Bind(resource.Context.Add(new Credential($"{resource.Address}: {title}.password", resource.Context.Origin(password.ValueSpan))), block, resource.Context);
    }

    /// <summary>NFS 3 has no other way to know its clients; NFS 4.1 has Kerberos when it is asked for.</summary>
    private static Fact<StoreAuthentication> Authentication(ImageStore store, ConfigNode node, BindingContext context)
    {
        if (store.StoreKind.IsUnresolved)
            return store.StoreKind.Select(static _ => StoreAuthentication.HostTrust);

        return node.Find("security_type") is { } security && node.Find("type") is { Value: "NFS41" }
            ? ArgumentFacts.Of(node, security, static word => word.StartsWith("SEC_KRB5", StringComparison.Ordinal) ? StoreAuthentication.Kerberos : StoreAuthentication.HostTrust, context)
            : Facts.Default(context, StoreAuthentication.HostTrust, (node.Find("type") ?? node.Find("remote_path"))?.ValueSpan ?? node.Anchor, $"{NasSource}: security_type", "security_type");
    }

    private static ImageStore Add(TerraformResource resource)
    {
        var name = resource.Node.Find("name");
        return resource.Context.Add(new ImageStore(
            name is { Unresolved: null } ? name.Value : resource.Address, resource.Context.Origin(name?.ValueSpan ?? resource.Node.Anchor))
        {
            DeployedTo = Platform.Vmware,
        });
    }
}
