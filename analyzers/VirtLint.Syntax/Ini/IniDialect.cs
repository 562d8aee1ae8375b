namespace VirtLint.Syntax.Ini;

/// <summary>What one kind of file makes of the INI grammar.</summary>
public sealed record IniDialect
{
    private IniDialect(string example) => Example = example;

    /// <summary>systemd units and drop-ins: <c>\</c> joins lines, the last assignment counts.</summary>
    // systemd, src/shared/conf-parser.c: config_parse, parse_line; systemd.syntax(7)
    public static IniDialect SystemdUnit { get; } = new("Key=value") { BackslashJoinsLines = true };

    /// <summary>GLib key files and their kin: .pkla, libvirt's auth.conf.</summary>
    public static IniDialect KeyFile { get; } = new("key=value");

    /// <summary>oslo.config: nova.conf, cinder.conf …: <c>=</c> or <c>:</c>, indented lines continue, outer quotes go.</summary>
    // oslo.config, oslo_config/iniparser.py: BaseParser.parse, BaseParser._split_key_value
    public static IniDialect Oslo { get; } =
        new("key = value") { Separators = "=:", IndentJoinsLines = true, Quotes = IniQuotes.Outer };

    /// <summary>Files that a shell reads: /etc/default/*, /etc/sysconfig/*, libvirt-guests.</summary>
    public static IniDialect ShellAssignments { get; } =
        new("KEY=value") { CommentMarks = "#", HasSections = false, RequiresSection = false, Quotes = IniQuotes.Shell };

    /// <summary>Ceph's own configuration: lines may be indented, and <c>\</c> joins them.</summary>
    // Ceph, doc/rados/configuration/ceph-conf.rst: "Changes introduced in Octopus"
    public static IniDialect Ceph { get; } = new("key = value") { BackslashJoinsLines = true, Quotes = IniQuotes.Outer };

    /// <summary>QEMU's <c>-readconfig</c>: <c>[device "id"]</c>, then <c>key = "value"</c>.</summary>
    // qemu, util/qemu-config.c: qemu_config_foreach
    public static IniDialect QemuConfig { get; } =
        new("key = \"value\"") { CommentMarks = "#", Quotes = IniQuotes.Required };

    /// <summary>SASL's own files: <c>mech_list: gssapi</c>, without sections.</summary>
    public static IniDialect Sasl { get; } =
        new("key: value") { Separators = ":", CommentMarks = "#", HasSections = false, RequiresSection = false };

    /// <summary>The characters that may stand between key and value; the first of them in a line does.</summary>
    public string Separators { get; init; } = "=";

    /// <summary>The characters that make a line a comment when they come first in it.</summary>
    public string CommentMarks { get; init; } = "#;";

    /// <summary>Whether a line that ends in a backslash goes on in the next one.</summary>
    public bool BackslashJoinsLines { get; init; }

    /// <summary>Whether an indented line continues the value of the line before.</summary>
    public bool IndentJoinsLines { get; init; }

    public bool HasSections { get; init; } = true;

    /// <summary>Whether a setting in front of the first section is an error.</summary>
    public bool RequiresSection { get; init; } = true;

    public IniQuotes Quotes { get; init; } = IniQuotes.None;

    /// <summary>The form of an assignment, for messages and for new lines.</summary>
    internal string Example { get; }

    internal string Assign(string key, string value)
    {
        var separator = Separators[0];
        if (separator == ':')
            return key + ": " + value;

        return Example.IndexOf(' ') >= 0 ? key + " = " + value : key + "=" + value;
    }
}
