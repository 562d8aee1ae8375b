using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.KubeVirt.Harvester;

/// <summary>Binds <c>ScheduleVMBackup</c>, which backs one guest up again and again, and joins the guests of its cluster with it.</summary>
/// <remarks>// harvester/harvester, pkg/apis/harvesterhci.io/v1beta1/schedulebackup.go</remarks>
internal static class BackupBinder
{
    private const string Source = "Harvester: Scheduled VM Backups";

    public static readonly BindingTable<BackupJob> Table = new BindingTable<BackupJob>(Platform.Harvester, "ScheduleVMBackup", Source)
        .Row("spec.suspend", (j, f) => j.IsEnabled = f, KubeWords.Flags(false, true), whenAbsent: true)
        .Row("spec.vmbackup.source.name", (j, f) => j.Selected = f, Vocabulary.Text);

    public static readonly BindingTable<VirtualMachine> Covered = new BindingTable<VirtualMachine>(Platform.KubeVirt, "VirtualMachine: metadata.name", Source)
        .Computed("name", m => m.IsBackedUp, "the name in a schedule, where there are any", decidedBy: "ScheduleVMBackup");

    public static void Bind(Manifest manifest)
    {
        // A snapshot stays in the storage of the guest itself.
        if (manifest.Root.TextAt("spec.vmbackup.type") is not (null or "backup"))
            return;

        Table.Bind(manifest.Context.Add(new BackupJob(manifest.Name, manifest.Origin) { DeployedTo = Platform.Harvester }), manifest.Root, manifest.Context);
    }

    /// <summary>Where nothing is backed up, nobody meant to, or does so by other means.</summary>
    public static void Link(Site site)
    {
        var jobs = site.All<BackupJob>().ToList();
        if (!jobs.Any(static job => job.IsEnabled.Is(true)))
            return;

        foreach (var machine in site.All<VirtualMachine>())
        {
            if (jobs.FirstOrDefault(job => job.IsEnabled.Is(true) && job.Selected.Is(machine.Name)) is { } job)
                machine.IsBackedUp = Fact.Default(true, machine.Origin, Source).With(new RelatedPlace(job.Origin, "the schedule that covers it"));
            else if (jobs.FirstOrDefault(static job => job.Selected.IsUnresolved || job.IsEnabled.IsUnresolved) is { } open)
                machine.IsBackedUp = Fact<bool>.Unresolved(open.Origin, open.Selected.AsWritten, "template", "spec.vmbackup.source.name");
            else if (!TemplateMarks.Contains(machine.Name))
                machine.IsBackedUp = Fact.Default(false, machine.Origin, Source).With(new RelatedPlace(jobs[0].Origin, "a schedule of another guest"));
        }
    }
}
