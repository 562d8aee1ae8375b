using System;
using System.Globalization;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.KubeVirt.Storage;

/// <summary>Binds <c>VirtualMachineSnapshot</c>, which stays for as long as the manifest does, and <c>VirtualMachineExport</c>, by which disks can be downloaded.</summary>
internal static class SnapshotBinder
{
    public static readonly BindingTable<Snapshot> Table = new BindingTable<Snapshot>(Platform.KubeVirt, "VirtualMachineSnapshot", "KubeVirt user guide: Snapshot Restore API")
        .Row("spec.source.name", (s, f) => s.Guest = f, Vocabulary.Text)
        .Computed("status.phase", s => s.UnfinishedStep, "'Failed', in what a cluster prints", source: "Snapshot a VirtualMachine")
        .Computed("status.creationTime", s => s.Created, "a time, in what a cluster prints", source: "Snapshot a VirtualMachine")
        .Computed("(kind)", s => s.IsDeclared, "an object");

    public static readonly BindingTable<Snapshot> Exports = new BindingTable<Snapshot>(Platform.KubeVirt, "VirtualMachineExport", "KubeVirt user guide: Export API")
        .Row("spec.source.name", (s, f) => s.Guest = f, Vocabulary.Text, source: "Export Virtual Machine volumes")
        .Computed("spec.ttlDuration", s => s.HoursOffered, "a duration", whenAbsent: "2h", source: "TTL (Time to live) for an Export");

    public static void Bind(Manifest manifest)
    {
        var context = manifest.Context;
        var snapshot = context.Add(new Snapshot(manifest.Name, manifest.Origin));
        Table.Bind(snapshot, manifest.Root, context);
        // "The vmSnapshot object will remain in Failed state until deleted by the user"
        if (manifest.Root.Find("status.phase") is { Value: "Failed" } phase)
            snapshot.UnfinishedStep = Yaml.Read(phase, "status.phase", static text => text, context);

        if (manifest.Root.Find("status.creationTime") is { } time
            && DateTimeOffset.TryParse(time.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created))
        {
            snapshot.Created = Yaml.Read(time, "status.creationTime", _ => created, context);
        }

        // A template takes whatever snapshot its caller names, and keeps none itself.
        if (!TemplateMarks.Contains(manifest.Name))
            snapshot.IsDeclared = Fact.Stated(true, manifest.Origin, manifest.Name, "metadata.name");
    }

    public static void BindExport(Manifest manifest)
    {
        var context = manifest.Context;
        var export = context.Add(new Snapshot(manifest.Name, manifest.Origin));
        Exports.Bind(export, manifest.Root, context);
        if (manifest.Root.Find("spec.ttlDuration") is not { } time)
            export.HoursOffered = Facts.Default(context, 2.0, manifest.Origin.Span, "KubeVirt user guide: Export API", "ttlDuration");
        else if (HoursIn(time.Value) is { } hours || time.IsConditional || TemplateMarks.Contains(time.Value))
            export.HoursOffered = Yaml.Read(time, "spec.ttlDuration", text => HoursIn(text) ?? 0, context);
    }

    /// <summary>A duration such as <c>1h30m</c>, in hours; null for what is none. // Go, time.ParseDuration</summary>
    private static double? HoursIn(string text)
    {
        var (hours, start) = (0.0, 0);
        while (start < text.Length)
        {
            var end = start;
            while (end < text.Length && (char.IsDigit(text[end]) || text[end] == '.'))
                end++;

            var unit = end;
            while (unit < text.Length && char.IsLetter(text[unit]))
                unit++;

            if (!double.TryParse(text.Substring(start, end - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || PerHour(text.Substring(end, unit - end)) is not { } perHour)
            {
                return null;
            }

            hours += number / perHour;
            start = unit;
        }

        return text.Length == 0 ? null : hours;
    }

    private static double? PerHour(string unit) => unit switch
    {
        "h" => 1,
        "m" => 60,
        "s" => 3600,
        "ms" => 3.6e6,
        "us" => 3.6e9,
        "ns" => 3.6e12,
        _ => null,
    };
}
