using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.VirtualBox;

/// <summary>How the web service of VirtualBox listens, through which guests are managed from afar: <c>/etc/default/virtualbox</c>.</summary>
/// <remarks>VirtualBox, src/VBox/Installer/linux/vboxweb-service.sh: start; vboxwebsrv(1).</remarks>
internal sealed class WebServiceFormat : Format
{
    private const string Source = "VirtualBox, src/VBox/Installer/linux/vboxweb-service.sh";

    private const string Host = "VBOXWEB_HOST";

    private const string User = "VBOXWEB_USER";

    private const string KeyFile = "VBOXWEB_SSL_KEYFILE";

    private const string Library = "VBOXWEB_AUTH_LIBRARY";

    public static readonly BindingTable<ManagementEndpoint> Table = new BindingTable<ManagementEndpoint>(Platform.VirtualBox, "/etc/default/virtualbox", Source)
        .Computed("VBOXWEB_HOST", e => e.Address, "an address or a host name", "localhost", "vboxwebsrv(1): --host")
        .Computed("VBOXWEB_USER, VBOXWEB_HOST", e => e.IsEnabled, "a user that it runs as, and an address", "false", "start")
        .Computed("VBOXWEB_SSL_KEYFILE", e => e.Protection, "a key, without which nothing is encrypted", source: "start")
        .Computed("VBOXWEB_AUTH_LIBRARY", e => e.Authentication, "'null' asks nobody", source: "start");

    public override string Id => "virtualbox-web";

    public override Platform Platform => Platform.VirtualBox;

    public override string Title => "VirtualBox web service settings (/etc/default/virtualbox)";

    public override PathClaim Claim(FilePath path) => path.Name is "virtualbox" or "virtualbox.j2" && path.FolderName is "default" ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.HasLine(text, " \t", "VBOXWEB_");

    public override string SiteRoot(FilePath path) => path.Folder;

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.ShellAssignments);
        context.AddErrors(tree);
        var endpoint = context.Add(new ManagementEndpoint("vboxwebsrv", context.Origin(tree.Root.Anchor)) { Role = EndpointRole.Listener });
        endpoint.Address = Stated(tree, Host) is { } host
            ? Facts.Of(tree.Preamble, host, static text => ListenAddress.Of(text), context)
            : Fact.Default(ListenAddress.Of("localhost"), endpoint.Origin, "vboxwebsrv(1): --host", Host);
        endpoint.IsEnabled = IsEnabled(tree, context);
        endpoint.Protection = Stated(tree, KeyFile) is { } key
            ? Facts.Of(tree.Preamble, key, static _ => LinkProtection.Encrypted, context)
            : Fact.Default(LinkProtection.None, endpoint.Origin, $"{Source}: start", KeyFile);
        if (Stated(tree, Library) is { } library && Facts.Of(tree.Preamble, library, static text => text, context) is var name && (name.IsUnresolved || name.Is("null")))
            endpoint.Authentication = name.Select(static _ => ClientAuthentication.None);
    }

    /// <summary>The service starts only as a named user. It serves other hosts because of the address, which is where the fact points to.</summary>
    private static Fact<bool> IsEnabled(IniTree tree, BindingContext context)
    {
        if (Stated(tree, User) is not { } user)
            return Fact<bool>.Absent;

        var runs = Facts.Of(tree.Preamble, user, static _ => true, context);
        return Stated(tree, Host) is { } host && runs.IsStated ? Fact.Stated(true, context.Origin(host.ValueSpan), host.Value, Host) : runs;
    }

    /// <summary>An empty value is none to the script.</summary>
    private static Setting? Stated(IniTree tree, string key) => tree.Preamble.Find(key) is { Value.Length: > 0 } setting ? setting : null;
}
