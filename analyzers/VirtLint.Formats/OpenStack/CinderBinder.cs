using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack;

/// <summary>The volume service: <c>cinder.conf</c>.</summary>
internal static class CinderBinder
{
    // cinder/volume/driver.py: volume_clear
    public static readonly BindingTable<ImageStore> Backend = new BindingTable<ImageStore>(Platform.OpenStack, "cinder.conf: a back end", "cinder.conf")
        .Row("volume_clear", (s, f) => s.WipesOnDelete = f, Oslo.Judged("a method", static text => text != "none", (true, "zero")));

    /// <summary>The back ends that the file names, and the section that they share.</summary>
    /// <remarks>A thin volume is never handed on with old blocks in it.</remarks>
    public static void Bind(OsloConf conf, BindingContext context)
    {
        var named = conf.Find("DEFAULT", "enabled_backends") is { Unresolved: null } enabled ? Oslo.List(enabled.Value) : [];
        CheckBackends(conf, context);
        IEnumerable<string> sections = named.Length == 0 ? ["DEFAULT"] : named.Append("backend_defaults");
        foreach (var name in sections.Where(name => conf.Find(name, "volume_clear") is not null))
        {
            var section = conf.Section(name);
            if (section.Find("lvm_type") is not { Value: "thick" or "default" } && section.Find("lvm_type") is not null)
                continue;

            Backend.Bind(context.Add(new ImageStore(name, context.Origin(section.Anchor))), section, context);
        }
    }

    /// <summary>A back end without a section has every default, and so is another one than was meant. // cinder/cmd/volume.py: enabled_backends</summary>
    private static void CheckBackends(OsloConf conf, BindingContext context)
    {
        if (!context.IsPartial && conf.Find("DEFAULT", "enabled_backends") is { Unresolved: null, IsConditional: false } enabled)
            NamedSections.Check(conf, enabled, Oslo.List(enabled.Value), "a volume back end", context);
    }
}
