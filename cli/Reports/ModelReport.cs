using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Cli.Reports;

/// <summary>The typed model of a run, for tools that judge by rules of their own. docs/model.schema.json describes it.</summary>
internal sealed class ModelReport(PathNames paths)
{
    public void Write(IReadOnlyList<FileResult> files, TextWriter writer) => JsonText.Write(writer, json =>
    {
        var models = files.Select(static file => file.Model).OfType<FileModel>()
            .OrderBy(static model => model.File.Path, StringComparer.Ordinal)
            .ToList();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("version", ToolVersion.Semantic);
        json.Array("files", () =>
        {
            foreach (var model in models)
            {
                json.Element(() =>
                {
                    json.WriteString("file", paths.Display(model.File.Path));
                    json.WriteString("format", model.Format);
                    json.WriteString("platform", model.Platform.Id());
                });
            }
        });
        json.Array("entities", () =>
        {
            foreach (var entity in models.SelectMany(static model => model.Entities).Where(static entity => entity is not SettingIssue))
                json.Element(() => WriteEntity(entity, json));
        });
        json.Array("issues", () =>
        {
            foreach (var issue in models.SelectMany(static model => model.Entities).OfType<SettingIssue>())
            {
                json.Element(() =>
                {
                    json.WriteString("kind", issue.Issue.ToString());
                    json.WriteString("key", issue.Name);
                    json.WriteString("message", issue.Message);
                    JsonReport.WritePlace(issue.Origin, paths, json);
                });
            }
        });
    });

    private void WriteEntity(Entity entity, Utf8JsonWriter json)
    {
        json.WriteString("kind", entity.Kind.ToString());
        json.WriteString("name", entity.Name);
        json.WriteString("identity", entity.Identity);
        json.WriteString("owner", entity.Owner?.Identity);
        JsonReport.WritePlace(entity.Origin, paths, json);
        json.Array("facts", () =>
        {
            foreach (var (name, fact) in entity.Facts)
                json.Element(() => WriteFact(name, fact, json));
        });
    }

    private void WriteFact(string name, Fact fact, Utf8JsonWriter json)
    {
        json.WriteString("name", name);
        json.WriteString("state", fact.State.ToString().ToLowerInvariant());
        json.WritePropertyName("value");
        WriteValue(fact.IsMasked ? fact.AsWritten : fact.Boxed, json);
        json.WriteString("asWritten", fact.AsWritten);
        json.WriteString("key", fact.Key);
        json.WriteString("source", fact.Source);
        if (fact.Origin is { } origin)
            JsonReport.WritePlace(origin, paths, json);
    }

    private static void WriteValue(object? value, Utf8JsonWriter json)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case System.Collections.IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                    WriteValue(item, json);

                json.WriteEndArray();
                break;
            case IFormattable formattable:
                json.WriteStringValue(formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }
}
