using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt;
using VirtLint.Model;

namespace VirtLint.Formats.OpenVSwitch;

/// <summary>The contents of a switch's database: its own file, or what its tools print of it as JSON.</summary>
internal sealed class OvsDumpFormat : Format
{
    private const int HeadLength = 4096;

    /// <summary>The database's file.</summary>
    public static readonly OvsDumpFormat File = new(isLog: true);

    /// <summary>A dump in JSON.</summary>
    public static readonly OvsDumpFormat Json = new(isLog: false);

    private readonly bool _isLog;

    private OvsDumpFormat(bool isLog) => _isLog = isLog;

    public override string Id => _isLog ? "ovs-database" : "ovs-dump";

    public override Platform Platform => Platform.OpenVSwitch;

    public override string Title => _isLog ? "Open vSwitch database (conf.db)" : "Open vSwitch database as JSON (ovsdb-client dump, ovs-vsctl list)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(_isLog ? ".db" : ".json") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var head = text.ToString(new TextSpan(0, Math.Min(text.Length, HeadLength)));
        if (_isLog)
            return head.StartsWith("OVSDB JSON ", StringComparison.Ordinal) && head.IndexOf("\"Open_vSwitch\"", StringComparison.Ordinal) > 0;

        if (!head.StartsWith("{", StringComparison.Ordinal) || head.IndexOf("\"data\"", StringComparison.Ordinal) < 0)
            return false;

        var tail = text.ToString(TextSpan.FromBounds(Math.Max(0, text.Length - HeadLength), text.Length));
        return tail.IndexOf("\"headings\"", StringComparison.Ordinal) > 0 && (head.IndexOf("[\"uuid\",", StringComparison.Ordinal) > 0 || head.IndexOf(" table\"", StringComparison.Ordinal) > 0);
    }

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var database = new OvsdbDatabase();
        var dump = new OvsdbDump(database, context);
        if (_isLog)
            dump.ReadLog();
        else
            dump.ReadTables();

        OvsBinder.Bind(database, context);
    }
}
