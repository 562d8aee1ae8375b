using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.LibvirtConf;

namespace VirtLint.Formats.Libvirt.Host;

/// <summary>Binds what a libvirt daemon writes into its logs, which all daemons state by the same keys.</summary>
/// <remarks>libvirt, logging.rst; auditlog.rst; src/remote/libvirtd.conf.in.</remarks>
internal static class DaemonLogging
{
    private const string Source = "libvirtd.conf";

    private const string Debug = "1";

    public static readonly BindingTable<LogSink> Audit = new BindingTable<LogSink>(Platform.Libvirt, "libvirtd.conf", Source)
        .Row(
            "audit_level",
            (s, f) => s.Audit = f,
            Vocabulary.Of(("1", true), ("2", true), ("0", false)),
            whenAbsent: true,
            source: "audit_level, \"1\" by default");

    /// <summary>1 is debug; errors are 4.</summary>
    public static readonly BindingTable<LogSink> Level = new BindingTable<LogSink>(Platform.Libvirt, "libvirtd.conf", Source)
        .Row(
            "log_level",
            (s, f) => s.Debug = f,
            Vocabulary.Of(("3", false), ("1", true), ("2", false), ("4", false)),
            whenAbsent: false,
            source: "log_level, \"3\" by default");

    public static readonly BindingTable<LogSink> Outputs = new BindingTable<LogSink>(Platform.Libvirt, "libvirtd.conf", Source)
        .Computed("log_outputs, log_filters", s => s.Debug, "items of LEVEL:OUTPUT; level 1 is debug", source: "log_outputs, log_filters");

    /// <param name="hasAudit">Whether the daemon knows guests, and so has anything to audit.</param>
    public static void Bind(string daemon, LibvirtConfScope settings, bool hasAudit, BindingContext context)
    {
        var sink = context.Add(new LogSink(daemon, context.Origin(settings.Anchor)));
        if (hasAudit)
            Audit.Bind(sink, settings, context);

        Level.Bind(sink, settings, context);
        if (!sink.Debug.Is(true) && settings.Find("log_filters") is { } filters && Words(filters).Any(IsDebug))
            sink.Debug = Fact.Stated(true, context.Origin(filters.ValueSpan), filters.Value, filters.Key);

        // Debug messages that no output takes are not written.
        if (settings.Find("log_outputs") is { Value.Length: > 0 } outputs && !TemplateMarks.Contains(outputs.Value) && !Words(outputs).Any(IsDebug))
            sink.Debug = Fact.Stated(false, context.Origin(outputs.ValueSpan), outputs.Value, outputs.Key);
    }

    private static string[] Words(Setting setting) => setting.Value.Split([' ', '\t', '\n'], System.StringSplitOptions.RemoveEmptyEntries);

    /// <summary><c>1:qemu</c>, or <c>1:+qemu</c> with stack traces; an output is <c>1:file:/path</c>.</summary>
    private static bool IsDebug(string word) => word.Split(':')[0] == Debug;
}
