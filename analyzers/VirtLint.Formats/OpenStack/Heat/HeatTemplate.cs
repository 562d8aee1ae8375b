using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.OpenStack.Heat;

/// <summary>The resources of a template, those that a group makes several of included.</summary>
internal sealed class HeatTemplate(BindingContext context)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private readonly HashSet<string> _encryptedTypes = new(StringComparer.Ordinal);

    /// <summary>Groups within groups that are followed.</summary>
    private const int MostDepth = 8;

    /// <summary>Resources that are bound: aliases can make few lines stand for very many.</summary>
    private const int MostResources = 10_000;

    private int _count;

    /// <summary>Whether the template has a resource of that name.</summary>
    public bool Has(string name) => _names.Contains(name);

    /// <summary>Whether a resource of that name is, or has, the encryption of a volume type.</summary>
    public bool IsEncrypted(string name) => _encryptedTypes.Contains(name);

    public void Bind(YamlMapping resources)
    {
        foreach (var entry in resources.Entries)
        {
            _names.Add(entry.Key.Text);
            if (entry.Value is not YamlMapping encryption || encryption.TextAt("type") is not "OS::Cinder::EncryptedVolumeType")
                continue;

            _encryptedTypes.Add(entry.Key.Text);
            if (encryption["properties"] is YamlMapping properties && new HeatScope(properties, encryption.Anchor).ResourceIn("volume_type") is { } type)
                _encryptedTypes.Add(type);
            else if ((encryption["properties"] as YamlMapping)?.TextAt("volume_type") is { } named)
                _encryptedTypes.Add(named);
        }

        foreach (var entry in resources.Entries)
        {
            if (entry.Value is YamlMapping resource)
                Bind(entry.Key.Text, resource, 0);
        }
    }

    private void Bind(string name, YamlMapping resource, int depth)
    {
        if (depth > MostDepth || ++_count > MostResources || resource.TextAt("type") is not { } type || resource["properties"] is not YamlMapping properties)
            return;

        // OS::Heat::ResourceGroup and AutoScalingGroup hold the resource that they repeat.
        if ((type is "OS::Heat::ResourceGroup" ? properties["resource_def"] : type is "OS::Heat::AutoScalingGroup" ? properties["resource"] : null) is YamlMapping member)
            Bind(name, member, depth + 1);
        else
            HeatResources.Of(type)?.Invoke(new(name, new HeatScope(properties, resource.Anchor), context) { Template = this });
    }
}
