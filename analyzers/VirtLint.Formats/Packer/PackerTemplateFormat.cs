using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.Packer;

/// <summary>Packer's older templates in JSON: <c>builders</c>, <c>provisioners</c>, <c>variables</c>. Any name will do, so the content tells.</summary>
/// <remarks>Packer, "JSON templates". <c>*.pkr.json</c> is HCL in another notation.</remarks>
internal sealed class PackerTemplateFormat : Format
{
    public override string Id => "packer-json";

    public override Platform Platform => Platform.Packer;

    public override string Title => "Packer template in JSON (builders, provisioners)";

    public override PathClaim Claim(FilePath path) =>
        path.EndsWith(".json") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var whole = text.ToString();
        return whole.IndexOf("\"builders\"", StringComparison.Ordinal) >= 0
            && whole.IndexOf("\"type\"", StringComparison.Ordinal) >= 0
            && JsonTree.Parse(text, allowDuplicates: true).Root is JsonObject template
            && BuildersOf(template).Any(static builder => Builders.IsKnown(TypeOf(builder)));
    }

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = JsonTree.Parse(context.File.Text, allowDuplicates: true);
        context.AddErrors(tree);
        if (tree.Root is not JsonObject template)
            return;

        context.IsPartial = tree.IsTemplate;
        var variables = new TemplateVariables(template["variables"] as JsonObject, context.File);
        var steps = ObjectsOf(template["provisioners"]).Select(step => new PackerStep(TypeOf(step), new TemplateNode(step, variables, context.File.Text))).ToList();
        var outcome = PackerOutcome.Of([.. PostProcessorsOf(template["post-processors"])]);
        foreach (var builder in BuildersOf(template).Where(static builder => Builders.IsKnown(TypeOf(builder))))
        {
            var type = TypeOf(builder);
            var name = builder["name"] is JsonScalar { Kind: JsonKind.String } stated ? stated.Value : type;
            BuilderBinder.Bind(new(type, name, new TemplateNode(builder, variables, context.File.Text), steps, outcome, context));
        }
    }

    private static IEnumerable<JsonObject> BuildersOf(JsonObject template) => ObjectsOf(template["builders"]);

    private static IEnumerable<JsonObject> ObjectsOf(JsonNode? list) => list is JsonArray array ? array.Items.OfType<JsonObject>() : [];

    private static string TypeOf(JsonObject step) => step["type"] is JsonScalar { Kind: JsonKind.String } type ? type.Value : "";

    /// <summary>A post-processor is a name, an object, or a sequence of either. // Packer, "JSON templates": post-processors</summary>
    private static IEnumerable<string> PostProcessorsOf(JsonNode? list) => list is not JsonArray array ? [] : array.Items.SelectMany(static item => item switch
    {
        JsonScalar { Kind: JsonKind.String } name => [name.Value],
        JsonObject step => [TypeOf(step)],
        JsonArray sequence => sequence.Items.Select(static step => step is JsonScalar name ? name.Value : step is JsonObject inner ? TypeOf(inner) : ""),
        _ => (IEnumerable<string>)[],
    });
}
