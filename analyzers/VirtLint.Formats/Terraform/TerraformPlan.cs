using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using VirtLint.Formats.Binding;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.Terraform;

/// <summary>A resource that a plan or a state tells of.</summary>
/// <param name="Type">The resource's type.</param>
/// <param name="Address">Terraform's name for it: <c>module.db.libvirt_domain.main[0]</c>.</param>
/// <param name="Node">Its values.</param>
internal sealed record PlannedResource(string Type, string Address, PlanNode Node);

/// <summary>A provider whose configuration a plan keeps.</summary>
/// <param name="Type">The provider's name.</param>
/// <param name="Address">Terraform's name for it: <c>module.db.provider.proxmox.second</c>.</param>
/// <param name="Node">Its arguments.</param>
internal sealed record PlannedProvider(string Type, string Address, PlanProviderNode Node);

/// <summary>What a plan or a state tells of the resources of one configuration.</summary>
/// <remarks>Terraform, "JSON Output Format": plan and state representation.</remarks>
internal sealed class TerraformPlan
{
    /// <summary>Modules within modules.</summary>
    private const int DeepestModule = 64;

    private const int MostResources = 20_000;

    private readonly Dictionary<string, PlannedResource> _resources = new(StringComparer.Ordinal);
    private readonly ILookup<string, PlannedResource> _blocks;

    private TerraformPlan(BindingContext context, JsonObject plan)
    {
        Context = context;
        var changes = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        if (plan["resource_changes"] is JsonArray list)
        {
            foreach (var change in list.Items.OfType<JsonObject>())
                changes[TextOf(change["address"])] = (change["change"] as JsonObject)?["after_unknown"];
        }

        var values = plan["planned_values"] ?? plan["values"];
        if (values is JsonObject { } state && state["root_module"] is JsonObject root)
            Add(root, changes, 0);

        if ((plan["configuration"] as JsonObject)?["provider_config"] is JsonObject providers)
            Providers = [.. providers.Members.Select(static provider => ProviderOf(provider)).OfType<PlannedProvider>()];

        _blocks = _resources.Values.ToLookup(static resource => BlockOf(resource.Address), StringComparer.Ordinal);
    }

    public BindingContext Context { get; }

    public IReadOnlyList<PlannedProvider> Providers { get; } = [];

    public IEnumerable<PlannedResource> Resources => _resources.Values;

    /// <summary>The plan or state in a tree, or null.</summary>
    public static TerraformPlan? Of(BindingContext context, JsonTree tree) =>
        tree.Root is JsonObject plan && plan["format_version"] is JsonScalar ? new(context, plan) : null;

    /// <summary>The resources of an address. Where the address does not tell which instance, all that its block makes.</summary>
    public IEnumerable<PlannedResource> Find(string address, bool isEvery) =>
        _resources.TryGetValue(address, out var resource) ? [resource]
        : isEvery ? _blocks[BlockOf(address)].Where(one => address.IndexOf('[') < 0 || one.Address.StartsWith(address, StringComparison.Ordinal))
        : [];

    /// <summary>An address without the indices of its instances: that of the block.</summary>
    public static string BlockOf(string address)
    {
        if (address.IndexOf('[') < 0)
            return address;

        var block = new StringBuilder();
        var rest = 0;
        for (var open = address.IndexOf('['); open >= 0; open = address.IndexOf('[', rest))
        {
            block.Append(address, rest, open - rest);
            var close = open + 1 < address.Length && address[open + 1] == '"' ? address.IndexOf("\"]", open + 2, StringComparison.Ordinal) + 1 : address.IndexOf(']', open);
            if (close <= 0)
                return block.ToString();

            rest = close + 1;
        }

        return block.Append(address, rest, address.Length - rest).ToString();
    }

    private static PlannedProvider? ProviderOf(JsonMember member)
    {
        if (member.Value is not JsonObject provider || provider["expressions"] is not JsonObject expressions)
            return null;

        var alias = TextOf(provider["alias"]);
        var module = TextOf(provider["module_address"]);
        var type = TextOf(provider["name"]);
        var address = $"{module}{(module.Length == 0 ? "" : ".")}provider.{type}{(alias.Length == 0 ? "" : ".")}{alias}";
        return new(type, address, new PlanProviderNode(expressions, member.Name.Span));
    }

    private void Add(JsonObject module, Dictionary<string, JsonNode?> changes, int depth)
    {
        if (module["resources"] is JsonArray resources)
        {
            foreach (var resource in resources.Items.OfType<JsonObject>())
                Add(resource, changes);
        }

        if (depth >= DeepestModule || module["child_modules"] is not JsonArray children)
            return;

        foreach (var child in children.Items.OfType<JsonObject>())
            Add(child, changes, depth + 1);
    }

    private void Add(JsonObject resource, Dictionary<string, JsonNode?> changes)
    {
        if (TextOf(resource["mode"]) != "managed" || resource["values"] is not JsonObject values || resource["address"] is not JsonScalar address || _resources.Count >= MostResources)
            return;

        changes.TryGetValue(address.Value, out var unknown);
        _resources[address.Value] = new(TextOf(resource["type"]), address.Value, new PlanNode(values, unknown, resource["sensitive_values"], address.ValueSpan));
    }

    private static string TextOf(JsonNode? node) => node is JsonScalar { Kind: JsonKind.String } text ? text.Value : "";
}
