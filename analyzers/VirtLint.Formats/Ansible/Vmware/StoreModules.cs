using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Terraform;
using VirtLint.Formats.Terraform.Vsphere;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.Vmware;

/// <summary>Binds datastores and content libraries of community.vmware and vmware.vmware.</summary>
internal static class StoreModules
{
    private const string NfsSource = "community.vmware: vmware_host_datastore";
    private const string LibrarySource = "vmware.vmware: local_content_library";
    private const string SubscriptionSource = "vmware.vmware: subscribed_content_library";

    /// <remarks>vmware_host_datastore, notes: "Kerberos authentication with NFS v4.1 isn't implemented"</remarks>
    public static readonly BindingTable<ImageStore> Nfs = new BindingTable<ImageStore>(Platform.Vmware, "Ansible: vmware_host_datastore", NfsSource)
        .Computed("datastore_type", s => s.StoreKind, "'nfs' or 'nfs41'", source: "datastore_type")
        .Computed("datastore_type", s => s.Authentication, "the client's address", source: "notes")
        .Computed("nfs_server", s => s.Server, "the first host", source: "nfs_server")
        .Computed("nfs_server, nfs_path", s => s.Endpoint, "host and path", source: "nfs_path");

    public static readonly BindingTable<ImageStore> Library = new BindingTable<ImageStore>(Platform.Vmware, "Ansible: vmware.vmware.local_content_library", LibrarySource)
        .Row("publish", (s, f) => s.IsPublished = f, AnsibleWords.Flag, whenAbsent: false, source: "publish")
        .Row("authentication_method", (s, f) => s.Authentication = f, VsphereWords.LibraryLogin, whenAbsent: StoreAuthentication.None, source: "authentication_method");

    public static readonly BindingTable<Credential> LibraryPassword = new BindingTable<Credential>(Platform.Vmware, "Ansible: vmware.vmware.*_content_library", LibrarySource)
        .Row("authentication_password", (c, f) => c.Value = f, Vocabulary.Secret, source: "authentication_password");

    public static readonly BindingTable<Image> Subscription = DownloadResources.Address(Platform.Vmware, "Ansible: vmware.vmware.subscribed_content_library", SubscriptionSource, "subscription_url");

    public static IEnumerable<IBindingTable> Tables => [Nfs, Library, LibraryPassword, Subscription];

    public static void BindDatastore(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (!task.Says("datastore_type", "nfs", "nfs41") || node.Find("datastore_type") is not { } type)
            return;

        var store = context.Add(new ImageStore(task.NameBy("datastore_name"), task.OriginBy("datastore_name")) { DeployedTo = Platform.Vmware });
        store.StoreKind = ArgumentFacts.Of(node, type, static _ => StoreKind.Nfs, context);
        store.Authentication = Fact.Default(StoreAuthentication.HostTrust, context.Origin(type.ValueSpan), NfsSource, "datastore_type");
        if (node.Find("nfs_server") is not { } server)
            return;

        store.Server = ArgumentFacts.Of(node, server, FirstOf, context);
        if (server.Unresolved is null && node.Find("nfs_path") is { Unresolved: null } path)
            store.Endpoint = ArgumentFacts.Of(node, path, value => $"nfs://{FirstOf(server.Value)}/{value.Trim('/')}", context);
    }

    public static void BindLibrary(AnsibleTask task)
    {
        Library.Bind(task.Context.Add(new ImageStore(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.Vmware }), task.Node, task.Context);
        task.AddSecret(task.Node, "authentication_password", LibraryPassword);
    }

    /// <summary>What comes from another library. Over TLS the server vouches for it.</summary>
    public static void BindSubscription(AnsibleTask task)
    {
        task.AddSecret(task.Node, "authentication_password", LibraryPassword);
        if (task.Node.Find("subscription_url") is { } url)
            StoreResources.AddSubscription(task.NameBy("name"), url, task.Node, task.Context);
    }

    private static string FirstOf(string servers) => servers.Split(',').First().Trim();
}
