using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform;

/// <summary>What a provider block says of the link to the platform's API, and of the secrets that it signs in with.</summary>
internal static class ProviderLink
{
    /// <summary>The link to a URL: its host, and whether its scheme encrypts.</summary>
    public static ManagementEndpoint Add(TerraformResource provider, string urlKey)
    {
        var (node, context) = (provider.Node, provider.Context);
        var url = node.Find(urlKey);
        var link = context.Add(new ManagementEndpoint(provider.Address, context.Origin(url?.ValueSpan ?? node.Anchor)) { Role = EndpointRole.Link });
        if (url is null)
            return link;

        link.Address = ArgumentFacts.Of(node, url, static text => ListenAddress.Of(Url.HostOf(text)), context);
        link.Protection = ArgumentFacts.Of(
            node, url, static text => text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? LinkProtection.None : LinkProtection.Encrypted, context);
        return link;
    }

    /// <summary>A secret of the block, under the name that the block has for it.</summary>
    public static void AddSecret(TerraformResource provider, string key)
    {
        if (provider.Node.Find(key) is not { } secret)
            return;

        var credential = provider.Context.Add(new Credential($"{provider.Address}: {key}", provider.Context.Origin(secret.ValueSpan)));
        credential.Value = Facts.Read(provider.Node, key, Vocabulary.Secret, null, "", provider.Context);
    }
}
