using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax.Json;

namespace VirtLint.Syntax.Hcl;

/// <summary>Reads HCL's JSON notation: the same bodies as of the native one, so that nobody behind it need know which it was.</summary>
/// <remarks>
/// <para>hashicorp/hcl, json/spec.md; Terraform language, "JSON Configuration Syntax"; Packer, "JSON Template Configuration Syntax".</para>
/// <para>
/// There, whoever asks for a member knows whether it is an argument or a block. Here nobody does yet, so that a member with
/// an object or a list of objects stands among the attributes and the blocks of its body.
/// </para>
/// </remarks>
internal sealed class HclJsonReader
{
    /// <summary>The member that is a comment. // Terraform, "JSON Configuration Syntax": "Comment Properties"</summary>
    private const string Comment = "//";

    private readonly SourceText _source;
    private readonly JsonTree _json;
    private readonly HclParser _templates;

    public HclJsonReader(SourceText source)
    {
        _source = source;
        _json = JsonTree.Parse(source, allowDuplicates: true);
        _templates = new HclParser(source, Decoded(source.ToString(), _json.Root));
    }

    /// <param name="isValues">Whether the file gives variables values: texts in it are no templates, and nothing is a block.</param>
    public HclTree Read(bool isValues)
    {
        var bodies = _json.Root switch
        {
            JsonObject body => [body],
            JsonArray several => [.. several.Items.OfType<JsonObject>()],
            _ => ImmutableArray<JsonObject>.Empty,
        };
        var members = bodies.SelectMany(static body => body.Members)
            .Select(member => new HclObjectItem(KeyOf(member.Name, isLiteral: true), Read(member.Value, isValues || IsLiteral(member.Name.Text)), IsParenthesized: false))
            .ToImmutableArray();
        var span = _json.Root?.Span ?? default;
        var root = isValues
            ? new HclBody(Attributes(members), [], span) { IsJson = true }
            : new HclBody([], Blocks("", members), span) { IsJson = true };
        return new(_source, root, [.. _json.Errors, .. _templates.Errors]);
    }

    /// <summary>Variables are known before any expression is, so that their defaults are no templates.</summary>
    private static bool IsLiteral(string block) => block is "variable" or "variables";

    private HclExpression Read(JsonNode node, bool isLiteral)
    {
        switch (node)
        {
            case JsonObject record:
                return new HclObject(
                    [.. record.Members.Select(member => new HclObjectItem(KeyOf(member.Name, isLiteral), Read(member.Value, isLiteral), IsParenthesized: false))],
                    record.Span);
            case JsonArray list:
                return new HclTuple([.. list.Items.Select(item => Read(item, isLiteral))], list.Span);
            case JsonScalar { Kind: JsonKind.String } text:
                return isLiteral ? Plain(text.Value, text.ValueSpan, text.Span) : _templates.ReadTemplate(text.Value, text.ValueSpan, text.Span);
            case JsonScalar { Kind: JsonKind.Boolean } flag:
                return new HclLiteral(flag.Value == "true", flag.Span);
            case JsonScalar { Kind: JsonKind.Number } number when double.TryParse(number.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value):
                return new HclLiteral(value, number.Span);
            default:
                return node.Kind is JsonKind.Null ? new HclLiteral(null, node.Span) : new HclMissing(node.Span);
        }
    }

    private HclTemplate KeyOf(Literal name, bool isLiteral)
    {
        var span = TextSpan.FromBounds(Math.Max(0, name.Span.Start - 1), Math.Min(_source.Length, name.Span.End + 1));
        return isLiteral ? Plain(name.Text, name.Span, span) : _templates.ReadTemplate(name.Text, name.Span, span);
    }

    private static HclTemplate Plain(string text, TextSpan content, TextSpan span) =>
        new(text.Length == 0 ? [] : [new HclTemplateText(text, content)], content, span);

    private static ImmutableArray<HclAttribute> Attributes(ImmutableArray<HclObjectItem> members)
    {
        var attributes = ImmutableArray.CreateBuilder<HclAttribute>();
        var names = new HashSet<string>(StringComparer.Ordinal) { Comment };
        for (var i = 0; i < members.Length; i++)
        {
            if (NameOf(members[i]) is not { } name || !names.Add(name.Text))
                continue;

            // Without the comma that goes with a member, the rest would be no JSON.
            var full = i + 1 < members.Length ? TextSpan.FromBounds(members[i].Key.Span.Start, members[i + 1].Key.Span.Start)
                : TextSpan.FromBounds(i > 0 ? members[i - 1].Value.Span.End : members[i].Key.Span.Start, members[i].Value.Span.End);
            attributes.Add(new(name.Text, name.Span, members[i].Value) { FullSpan = full });
        }

        return attributes.ToImmutable();
    }

    private static ImmutableArray<HclBlock> Blocks(string owner, ImmutableArray<HclObjectItem> members)
    {
        var blocks = ImmutableArray.CreateBuilder<HclBlock>();
        foreach (var member in members)
        {
            if (NameOf(member) is { } name && name.Text != Comment)
                AddBlocks(blocks, name, [], LabelsOf(owner, name.Text), member.Value);
        }

        return blocks.ToImmutable();
    }

    /// <summary>Labels are the names of objects within objects; several blocks of the same labels are a list, and each stands at its brace.</summary>
    private static void AddBlocks(ImmutableArray<HclBlock>.Builder blocks, Literal type, ImmutableArray<Literal> labels, int missing, HclExpression value)
    {
        switch (value)
        {
            case HclObject record when missing > 0:
                foreach (var member in record.Items)
                {
                    if (NameOf(member) is { } label && label.Text != Comment)
                        AddBlocks(blocks, type, labels.Add(label), missing - 1, member.Value);
                }

                break;
            case HclObject record when record.Items.All(static member => NameOf(member) is not null):
                var attributes = Attributes(record.Items);
                var body = new HclBody(attributes, Blocks(type.Text, record.Items), record.Span) { IsJson = true };
                blocks.Add(new(type.Text, type.Span, labels, body, record.Span));
                break;
            case HclTuple list when missing > 0 || list.Items.All(static item => item is HclObject):
                foreach (var item in list.Items.Where(static item => item is HclObject))
                    AddBlocks(blocks, missing > 0 || list.Items.Length == 1 ? type : new(type.Text, new TextSpan(item.Span.Start, 1)), labels, missing, item);

                break;
        }
    }

    /// <summary>How many labels a block has, by the block that it stands in.</summary>
    private static int LabelsOf(string owner, string type) => (owner, type) switch
    {
        ("", "resource" or "data" or "ephemeral" or "source") => 2,
        ("", "provider" or "module" or "variable" or "output" or "check" or "local") => 1,
        ("build", "source") or ("terraform", "backend") => 1,
        (not "", "provisioner" or "error-cleanup-provisioner" or "post-processor" or "dynamic") => 1,
        _ => 0,
    };

    /// <summary>The name of a member that is written out; null for one that a template makes.</summary>
    private static Literal? NameOf(HclObjectItem member) => member.Key switch
    {
        HclTemplate { Parts: [] } empty => new("", empty.ContentSpan),
        HclTemplate { Parts: [HclTemplateText text] } key => new(text.Text, key.ContentSpan),
        _ => null,
    };

    /// <summary>
    /// The text with its strings decoded, each in its own place and blanks behind it: there a template parses as it does
    /// between the quotes of the native notation.
    /// </summary>
    private static string Decoded(string text, JsonNode? root)
    {
        if (root is null || text.IndexOf('\\') < 0)
            return text;

        var decoded = text.ToCharArray();
        Decode(root, decoded);
        return new string(decoded);
    }

    private static void Decode(JsonNode node, char[] text)
    {
        switch (node)
        {
            case JsonObject record:
                foreach (var member in record.Members)
                {
                    Decode(member.Name, text);
                    Decode(member.Value, text);
                }

                break;
            case JsonArray list:
                foreach (var item in list.Items)
                    Decode(item, text);

                break;
            case JsonScalar { Kind: JsonKind.String } scalar:
                Decode(scalar.AsLiteral(), text);
                break;
        }
    }

    private static void Decode(Literal value, char[] text)
    {
        if (value.Text.Length >= value.Span.Length)
            return;

        for (var i = 0; i < value.Span.Length; i++)
            text[value.Span.Start + i] = i < value.Text.Length ? value.Text[i] : ' ';
    }
}
