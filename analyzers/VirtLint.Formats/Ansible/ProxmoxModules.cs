using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>Binds the link to the API that every module of community.proxmox opens.</summary>
internal static class ProxmoxModules
{
    private const string Source = "community.proxmox: doc fragment proxmox";

    // Ansible, module_utils/parsing/convert_bool.py: BOOLEANS_TRUE, BOOLEANS_FALSE
    private static readonly Vocabulary<bool> s_boolean = Vocabulary.OfAnyCase(
        ("true", true), ("yes", true), ("on", true), ("1", true), ("y", true), ("t", true), ("1.0", true),
        ("false", false), ("no", false), ("off", false), ("0", false), ("n", false), ("f", false), ("0.0", false));

    // The environment's PROXMOX_VALIDATE_CERTS counts where the task is silent, so that no default is certain.
    public static readonly BindingTable<ManagementEndpoint> Link = new BindingTable<ManagementEndpoint>(Platform.ProxmoxVe, "Ansible: proxmox*", Source)
        .Row("api_host", (e, f) => e.Address = f, Vocabulary.Listen)
        .Row("validate_certs", (e, f) => e.VerifiesPeer = f, s_boolean);

    public static readonly BindingTable<Credential> Password = new BindingTable<Credential>(Platform.ProxmoxVe, "Ansible: proxmox*", Source)
        .Row("api_password", (c, f) => c.Value = f, Vocabulary.Secret);

    public static readonly BindingTable<Credential> Token = new BindingTable<Credential>(Platform.ProxmoxVe, "Ansible: proxmox*", Source)
        .Row("api_token_secret", (c, f) => c.Value = f, Vocabulary.Secret);

    public static void Bind(AnsibleTask task, BindingContext context)
    {
        if (task.Find("api_host") is { } host)
            Link.Bind(context.Add(new ManagementEndpoint(host.Value, context.Origin(host.ValueSpan)) { Role = EndpointRole.Link }), task, context);

        if (Plain(task, "api_password") is { } password)
            Password.Bind(context.Add(new Credential("api_password", context.Origin(password.KeySpan))), task, context);

        if (Plain(task, "api_token_secret") is { } secret)
            Token.Bind(context.Add(new Credential("api_token_secret", context.Origin(secret.KeySpan))), task, context);
    }

    /// <summary>The argument, unless a tag (<c>!vault</c>) says that its text is not the secret itself.</summary>
    private static Setting? Plain(AnsibleTask task, string name) =>
        task.Node(name) is YamlScalar { Tag: "" } ? task.Find(name) : null;
}
