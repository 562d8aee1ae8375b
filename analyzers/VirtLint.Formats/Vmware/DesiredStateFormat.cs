using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.Vmware;

/// <summary>The desired state of vCenter: its profile, as its API exports and takes it.</summary>
/// <remarks>vSphere Automation API, "Vcenter Settings V1 Config Components": Authmanagement LockoutPolicy, Applmgmt BackupSchedule</remarks>
internal sealed class DesiredStateFormat : Format
{
    private const string Source = "vSphere Automation API: Vcenter Settings V1 Config Components";

    /// <summary>Deep enough for the profile within an envelope of a tool's own.</summary>
    private const int Depth = 8;

    public static readonly BindingTable<Hypervisor> Lockout = new BindingTable<Hypervisor>(Platform.Vmware, "desired state: lockout_policy", Source)
        .Row("failed_login_attempts", (h, f) => h.FailuresBeforeLockout = f, Vocabulary.Integer, source: "Authmanagement LockoutPolicy")
        .Row("unlock_time", (h, f) => h.LockoutSeconds = f, Vocabulary.Integer, source: "Authmanagement LockoutPolicy");

    public static readonly BindingTable<Hypervisor> Passwords = new BindingTable<Hypervisor>(Platform.Vmware, "desired state: password_policy", Source)
        .Row("min_length", (h, f) => h.ShortestPassword = f, Vocabulary.Integer, source: "Authmanagement PasswordPolicy");

    public static readonly BindingTable<ImageStore> Backups = new BindingTable<ImageStore>(Platform.Vmware, "desired state: backup_schedules[]", Source)
        .Computed("backup_password", s => s.BackupEncryption, "a password", "false", "Applmgmt BackupSchedule")
        .Computed("location", s => s.Server, "the host of the address", source: "Applmgmt BackupSchedule")
        .Computed("(item)", s => s.Content, "backups of the manager");

    public static IEnumerable<IBindingTable> Tables => [Lockout, Passwords, Backups];

    public override string Id => "vcenter-desired-state";

    public override Platform Platform => Platform.Vmware;

    public override string Title => "desired state of vCenter (JSON)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(".json") || path.EndsWith(".json.j2") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) =>
        TextHead.Has(text, "\"authmgmt\"") && (TextHead.Has(text, "\"lockout_policy\"") || TextHead.Has(text, "\"password_policy\"") || TextHead.Has(text, "\"global_permission_list\""));

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = JsonTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        Bind(tree.Root, 0, context);
    }

    private static void Bind(JsonNode? node, int depth, BindingContext context)
    {
        if (depth > Depth || node is not JsonObject holder)
            return;

        foreach (var member in holder.Members)
        {
            switch (member.Name.Text)
            {
                case "lockout_policy" when member.Value is JsonObject policy:
                    Lockout.Bind(context.Add(new Hypervisor("vCenter", context.Origin(policy.Anchor))), policy, context);
                    break;
                case "password_policy" when member.Value is JsonObject policy:
                    Passwords.Bind(context.Add(new Hypervisor("vCenter", context.Origin(policy.Anchor))), policy, context);
                    break;
                case "backup_schedules" when member.Value is JsonArray schedules:
                    foreach (var schedule in schedules.Items.OfType<JsonObject>())
                        BindBackup(schedule, context);

                    break;
                default:
                    Bind(member.Value, depth + 1, context);
                    break;
            }
        }
    }

    /// <summary>"If unset the backup piece will not be encrypted."</summary>
    private static void BindBackup(JsonObject schedule, BindingContext context)
    {
        if (schedule.Find("location") is not { Value.Length: > 0 } location || schedule.Find("enable") is { Value: "false" })
            return;

        var store = context.Add(new ImageStore(schedule.Find("schedule_id")?.Value ?? "backup", context.Origin(location.ValueSpan)));
        store.Content = Fact.Default(StoreContent.Backups, store.Origin, Source);
        store.Server = Facts.Of(schedule, location, Url.HostOf, context);
        store.BackupEncryption = schedule.Find("backup_password") is { } password
            ? Fact.Stated(password.Value.Length > 0, context.Origin(password.ValueSpan), "***", "backup_password")
            : Facts.Default(context, false, location.ValueSpan, Source, "backup_password");
    }
}
