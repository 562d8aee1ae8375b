using System;
using System.Globalization;
using System.Linq;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Vmware;

/// <summary>The kinds of virtual hardware that a section is for: <c>vmx-09 vmx-10</c>, <c>virtualbox-2.2</c>. The deployer takes one that he has.</summary>
internal sealed class OvfHardware
{
    private const string Family = "vmx-";

    // DMTF DSP0243: VirtualSystemType, a list with blanks; tools write commas too
    private static readonly char[] s_separators = [' ', ',', ';', '\t', '\r', '\n'];

    public OvfHardware(XmlElement section)
    {
        var kinds = section.Elements("System").Select(static system => system.Element("VirtualSystemType")?.Text ?? "")
            .SelectMany(static text => text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries)).ToList();
        var versions = kinds.Select(VersionOf).ToList();
        IsOfVmware = kinds.Count > 0 && versions.TrueForAll(static version => version is not null);
        (Lowest, Highest) = IsOfVmware ? (versions.Min() ?? 0, versions.Max() ?? 0) : (0, 0);
    }

    /// <summary>Whether VMware's products alone have such hardware.</summary>
    public bool IsOfVmware { get; }

    /// <summary>The oldest version of VMware's hardware that is named.</summary>
    public int Lowest { get; }

    /// <summary>The newest.</summary>
    public int Highest { get; }

    private static int? VersionOf(string kind) =>
        kind.StartsWith(Family, StringComparison.OrdinalIgnoreCase) && int.TryParse(kind.Substring(Family.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
}
