using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>The volume service: <c>cinder.conf</c>.</summary>
internal static class CinderBinder
{
    private static readonly Vocabulary<bool> s_unlessSecure = Vocabulary.OfAnyCase(("auto", false), ("true", false), ("false", true));

    // cinder/volume/driver.py: volume_clear
    public static readonly BindingTable<ImageStore> Backend = new BindingTable<ImageStore>(Platform.OpenStack, "cinder.conf: a back end", "cinder.conf")
        .Row("volume_clear", (s, f) => s.WipesOnDelete = f, Oslo.Judged("a method", static text => text != "none", (true, "zero")));

    // cinder/volume/drivers/remotefs.py: nas_secure_file_permissions, nas_secure_file_operations; OSSN-0014
    public static readonly BindingTable<ImageStore> Share = new BindingTable<ImageStore>(Platform.OpenStack, "cinder.conf: a back end on a share", "cinder.conf")
        .Row("nas_secure_file_permissions", (s, f) => s.OpensFiles = f, s_unlessSecure)
        .Row("nas_secure_file_operations", (s, f) => s.HandlesFilesAsRoot = f, s_unlessSecure);

    // cinder/volume/driver.py: use_chap_auth, default False; target_protocol, default iscsi
    public static readonly BindingTable<ImageStore> Target = new BindingTable<ImageStore>(Platform.OpenStack, "cinder.conf: a back end of LVM", "cinder.conf")
        .Row("target_ip_address", (s, f) => s.Server = f, Vocabulary.Text)
        .Computed("target_protocol", s => s.StoreKind, "'iscsi'", "iscsi")
        .Computed("use_chap_auth", s => s.Authentication, "a boolean", "false");

    private static readonly string[] s_shareKeys = ["nas_secure_file_permissions", "nas_secure_file_operations"];

    /// <summary>The back ends that the file names, and the section that they share.</summary>
    public static void Bind(OsloConf conf, BindingContext context)
    {
        var named = conf.Find("DEFAULT", "enabled_backends") is { Unresolved: null } enabled ? Oslo.List(enabled.Value) : [];
        CheckBackends(conf, context);
        IEnumerable<string> sections = named.Length == 0 ? ["DEFAULT"] : named.Append("backend_defaults");
        foreach (var section in sections.Where(conf.Has).Select(conf.Section))
        {
            BindWiping(section, context);
            if (s_shareKeys.Any(key => section.Find(key) is not null))
                Share.Bind(context.Add(new ImageStore(section.Name, context.Origin(section.Anchor))), section, context);

            if (section.Find("volume_driver") is { Unresolved: null, IsConditional: false } driver && driver.Value.EndsWith("LVMVolumeDriver", StringComparison.Ordinal))
                BindTarget(section, driver, context);
        }
    }

    /// <summary>A back end without a section has every default, and so is another one than was meant. // cinder/cmd/volume.py: enabled_backends</summary>
    private static void CheckBackends(OsloConf conf, BindingContext context)
    {
        if (!context.IsPartial && conf.Find("DEFAULT", "enabled_backends") is { Unresolved: null, IsConditional: false } enabled)
            NamedSections.Check(conf, enabled, Oslo.List(enabled.Value), "a volume back end", context);
    }

    /// <remarks>A thin volume is never handed on with old blocks in it.</remarks>
    private static void BindWiping(OsloSection section, BindingContext context)
    {
        if (section.Find("volume_clear") is null || (section.Find("lvm_type") is not { Value: "thick" or "default" } && section.Find("lvm_type") is not null))
            return;

        Backend.Bind(context.Add(new ImageStore(section.Name, context.Origin(section.Anchor))), section, context);
    }

    private static void BindTarget(OsloSection section, Setting driver, BindingContext context)
    {
        if (section.Find("target_protocol") is { Value: not "iscsi" })
            return;

        var store = context.Add(new ImageStore(section.Name, context.Origin(section.Anchor)));
        Target.Bind(store, section, context);
        store.StoreKind = Fact.Default(StoreKind.Iscsi, context.Origin(driver.ValueSpan), "cinder.conf");
        var chap = section.Find("use_chap_auth");
        var isOn = chap is null ? Fact<bool>.Absent : Facts.Read(section, chap, chap.Key, Oslo.Boolean, context);

        // Said or left to the default, it comes to the same: nobody is asked for a secret.
        store.Authentication = isOn.IsUnresolved ? isOn.Select(static _ => StoreAuthentication.None)
            : isOn.Is(true) ? isOn.Select(static _ => StoreAuthentication.Secret)
            : chap is not null ? Fact.Default(StoreAuthentication.None, context.Origin(chap.ValueSpan), "cinder.conf", chap.Key)
            : Facts.Default(context, StoreAuthentication.None, section.Anchor, "cinder.conf", "use_chap_auth");
    }
}
