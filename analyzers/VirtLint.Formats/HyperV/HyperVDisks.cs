using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.HyperV;

/// <summary>Binds virtual disks that Hyper-V is told of by their paths.</summary>
internal static class HyperVDisks
{
    /// <summary>Adds the disk of a path; none for a path that is not written out, and whose format is unknown.</summary>
    public static void Add(VirtualMachine machine, SettingScope scope, Setting? path, BindingContext context)
    {
        if (path is not { Unresolved: null, IsList: false, Value: { Length: > 0 } file } || DiskFormats.ByName(file) is not { } format)
            return;

        var disk = context.Add(new Disk(file.Substring(file.LastIndexOfAny(['\\', '/']) + 1), context.Origin(path.ValueSpan), machine));
        disk.Use = Fact.Default(DiskUse.Disk, disk.Origin, "Hyper-V module reference");
        disk.Source = Facts.Read(scope, path, path.Key, Vocabulary.Text, context);
        disk.Format = disk.Source.Select(_ => format);
    }
}
