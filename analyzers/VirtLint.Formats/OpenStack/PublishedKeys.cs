using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>Keys and accounts of the services that everybody can look up: what they have until somebody changes it.</summary>
internal static class PublishedKeys
{
    public static readonly BindingTable<Credential> Known = new BindingTable<Credential>(Platform.OpenStack, "*.conf", "osprofiler: hmac_keys; RabbitMQ: default user; keystone.conf: admin_token")
        .Computed("DEFAULT/admin_token, transport_url; profiler/hmac_keys", c => c.PublishedBy, "the key or account that the software comes with");

    public static void Bind(OsloConf conf, BindingContext context)
    {
        // osprofiler/opts.py: hmac_keys, "A user who triggers the profiling via the REST API has to set one of these keys"
        if (!conf.IsTrue("profiler", "enabled"))
            return;

        if (conf.Find("profiler", "hmac_keys") is { Value: "SECRET_KEY" } traced)
            Add("profiler/hmac_keys", traced, "is the key that the profiler has for those that set none", context);
    }

    /// <summary>The account that a message broker comes with. // RabbitMQ, Access Control, "Default Virtual Host and User"</summary>
    public static void AddGuest(Literal password, BindingContext context)
    {
        var credential = context.Add(new Credential("DEFAULT/transport_url", context.Origin(password.Span)));
        credential.PublishedBy = Fact.Stated("is the account 'guest' that the message broker comes with", context.Origin(password.Span), password.Text);
    }

    private static void Add(string name, Setting setting, string reason, BindingContext context)
    {
        var credential = context.Add(new Credential(name, context.Origin(setting.KeySpan)));
        credential.PublishedBy = Fact.Stated(reason, context.Origin(setting.ValueSpan), setting.Value, setting.Key).Masked();
    }
}
