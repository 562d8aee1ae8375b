using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats;

/// <summary>Whether a host installs updates by itself: <c>apt.conf.d</c> and <c>dnf/automatic.conf</c>.</summary>
/// <remarks>Every host has such files: <see cref="UpdatesLinker"/> looks whether others beside them make it one of a hypervisor.</remarks>
internal sealed class UpdatesFormat : Format
{
    /// <summary>Longer lines are no configuration, and are left alone.</summary>
    private const int LongestLine = 4096;

    private const string Periodic = "APT::Periodic::";

    public static readonly BindingTable<Hypervisor> Table = new BindingTable<Hypervisor>(Platform.Libvirt, "apt.conf.d/*, dnf/automatic.conf", "unattended-upgrades, README; dnf-automatic(8)")
        .Computed("APT::Periodic::Unattended-Upgrade, APT::Periodic::Enable", h => h.InstallsUpdates, "a number of days; '0' for never", source: "unattended-upgrades, README: Setup")
        .Computed("apply_updates", h => h.InstallsUpdates, "'yes' or 'no'", source: "dnf-automatic(8): commands");

    public override string Id => "host-updates";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "updates that a host installs by itself (apt.conf.d, dnf/automatic.conf)";

    public override PathClaim Claim(FilePath path) =>
        path.FolderName == "apt.conf.d" || (path.FolderName == "dnf" && path.Name == "automatic.conf") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.HasLine(text, " \t", Periodic, "apply_updates");

    public override void Bind(FilePath path, BindingContext context)
    {
        var updates = Fact<bool>.Absent;
        foreach (var line in context.File.Text.Lines)
        {
            if (line.End - line.Start is > 0 and < LongestLine && Read(context.File.Text.ToString(line.Span), line.Start, context) is { } stated && !(updates.Is(false) && stated.Is(true)))
                updates = stated;
        }

        if (updates.State is not FactState.Absent)
            context.Add(new Hypervisor("host", updates.Origin ?? context.Origin(default(TextSpan))) { IsAnyHost = true }).InstallsUpdates = updates;
    }

    private static Fact<bool>? Read(string line, int at, BindingContext context)
    {
        var start = line.Length - line.TrimStart().Length;
        var text = line.Substring(start);
        if (text.StartsWith(Periodic, StringComparison.OrdinalIgnoreCase))
        {
            var key = text.Split(' ', '\t')[0].Substring(Periodic.Length);
            var value = Value(text.IndexOf('"') + 1, text.LastIndexOf('"'));
            return key.Equals("Unattended-Upgrade", StringComparison.OrdinalIgnoreCase) || key.Equals("Enable", StringComparison.OrdinalIgnoreCase)
                ? Fact(value, static word => word is "0" ? false : int.TryParse(word, out _) || word is "always" ? true : null, key, context)
                : null;
        }

        return text.StartsWith("apply_updates", StringComparison.Ordinal) && text.IndexOf('=') is > 0 and var equals
            ? Fact(Value(equals + 1, text.Length), static word => word.ToLowerInvariant() switch { "no" or "false" or "0" or "off" => false, "yes" or "true" or "1" or "on" => true, _ => null }, "apply_updates", context)
            : null;

        Literal Value(int from, int to)
        {
            while (from < to && char.IsWhiteSpace(text[from]))
                from++;

            while (to > from && char.IsWhiteSpace(text[to - 1]))
                to--;

            return to <= from ? new("", new TextSpan(at + start, text.Length)) : new(text.Substring(from, to - from), TextSpan.FromBounds(at + start + from, at + start + to));
        }
    }

    private static Fact<bool>? Fact(Literal value, Func<string, bool?> read, string key, BindingContext context) =>
        TemplateMarks.Contains(value.Text) ? Fact<bool>.Unresolved(context.Origin(value.Span), value.Text, "template", key)
        : read(value.Text) is { } installs ? Model.Fact.Stated(installs, context.Origin(value.Span), value.Text, key)
        : null;
}
