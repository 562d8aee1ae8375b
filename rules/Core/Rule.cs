using VirtLint.Model;

namespace VirtLint.Rules;

/// <summary>One judgement over the model. A rule overrides the <c>Check</c> of the entities that it watches.</summary>
/// <remarks>Rules are stateless: one instance judges many files at once.</remarks>
public abstract class Rule(RuleDescriptor descriptor)
{
    /// <summary>What is fixed about the rule. Named apart from the static <c>Descriptor</c> that each rule declares.</summary>
    public RuleDescriptor Info { get; } = descriptor;

    public string Id => Info.Id;

    /// <summary>Whether the rule judges what other rules could not decide: it is asked once all of them have been.</summary>
    public virtual bool JudgesUndecided => false;

    public virtual void Check(SettingIssue issue, RuleContext context)
    {
    }

    /// <summary>Judged once all else has been, so that it is known what the suppression holds back.</summary>
    public virtual void Check(Suppression suppression, RuleContext context)
    {
    }

    public virtual void Check(Hypervisor hypervisor, RuleContext context)
    {
    }

    public virtual void Check(VirtualMachine machine, RuleContext context)
    {
    }

    public virtual void Check(Disk disk, RuleContext context)
    {
    }

    public virtual void Check(Image image, RuleContext context)
    {
    }

    public virtual void Check(ImageStore store, RuleContext context)
    {
    }

    public virtual void Check(NetworkInterface nic, RuleContext context)
    {
    }

    public virtual void Check(VirtualSwitch network, RuleContext context)
    {
    }

    public virtual void Check(PortGroup portGroup, RuleContext context)
    {
    }

    public virtual void Check(TrafficMirror mirror, RuleContext context)
    {
    }

    public virtual void Check(FirewallPolicy firewall, RuleContext context)
    {
    }

    public virtual void Check(FirewallRule rule, RuleContext context)
    {
    }

    public virtual void Check(RemoteConsole console, RuleContext context)
    {
    }

    public virtual void Check(ManagementEndpoint endpoint, RuleContext context)
    {
    }

    public virtual void Check(AccessGrant grant, RuleContext context)
    {
    }

    public virtual void Check(AccessRole role, RuleContext context)
    {
    }

    public virtual void Check(IdentityRealm realm, RuleContext context)
    {
    }

    public virtual void Check(Credential credential, RuleContext context)
    {
    }

    public virtual void Check(MigrationPolicy policy, RuleContext context)
    {
    }

    public virtual void Check(Snapshot snapshot, RuleContext context)
    {
    }

    public virtual void Check(LogSink sink, RuleContext context)
    {
    }

    public virtual void Check(HostDevice device, RuleContext context)
    {
    }

    public virtual void Check(SharedFolder folder, RuleContext context)
    {
    }

    public virtual void Check(SideChannel channel, RuleContext context)
    {
    }

    public virtual void Check(RawArgument argument, RuleContext context)
    {
    }

    public virtual void Check(HostHook hook, RuleContext context)
    {
    }

    public virtual void Check(BackupJob job, RuleContext context)
    {
    }

    public virtual void Check(GuestFirmware firmware, RuleContext context)
    {
    }

    public virtual void Check(VirtualTpm tpm, RuleContext context)
    {
    }

    public virtual void Check(MemoryEncryption encryption, RuleContext context)
    {
    }

    public virtual void Check(CpuFeature feature, RuleContext context)
    {
    }

    public virtual void Check(EntropyDevice device, RuleContext context)
    {
    }

    public virtual void Check(VirtualDevice device, RuleContext context)
    {
    }

    public virtual void Check(ImageProperty property, RuleContext context)
    {
    }

    public virtual void Check(FeatureGate gate, RuleContext context)
    {
    }

    /// <summary>Judges what only the files of one host or cluster together decide.</summary>
    public virtual void Check(Site site, RuleContext context)
    {
    }

    /// <summary>Judges what only the whole run decides.</summary>
    public virtual void Check(Fleet fleet, RuleContext context)
    {
    }

    /// <summary>Hands an entity to the <c>Check</c> of its kind, of which each has one class.</summary>
    public void Judge(Entity entity, RuleContext context)
    {
        switch (entity.Kind)
        {
            case EntityKind.Setting:
                Check((SettingIssue)entity, context);
                break;
            case EntityKind.Suppression:
                Check((Suppression)entity, context);
                break;
            case EntityKind.Hypervisor:
                Check((Hypervisor)entity, context);
                break;
            case EntityKind.VirtualMachine:
                Check((VirtualMachine)entity, context);
                break;
            case EntityKind.Disk:
                Check((Disk)entity, context);
                break;
            case EntityKind.Image:
                Check((Image)entity, context);
                break;
            case EntityKind.ImageStore:
                Check((ImageStore)entity, context);
                break;
            case EntityKind.NetworkInterface:
                Check((NetworkInterface)entity, context);
                break;
            case EntityKind.VirtualSwitch:
                Check((VirtualSwitch)entity, context);
                break;
            case EntityKind.PortGroup:
                Check((PortGroup)entity, context);
                break;
            case EntityKind.TrafficMirror:
                Check((TrafficMirror)entity, context);
                break;
            case EntityKind.FirewallPolicy:
                Check((FirewallPolicy)entity, context);
                break;
            case EntityKind.FirewallRule:
                Check((FirewallRule)entity, context);
                break;
            case EntityKind.RemoteConsole:
                Check((RemoteConsole)entity, context);
                break;
            case EntityKind.ManagementEndpoint:
                Check((ManagementEndpoint)entity, context);
                break;
            case EntityKind.AccessGrant:
                Check((AccessGrant)entity, context);
                break;
            case EntityKind.AccessRole:
                Check((AccessRole)entity, context);
                break;
            case EntityKind.IdentityRealm:
                Check((IdentityRealm)entity, context);
                break;
            case EntityKind.Credential:
                Check((Credential)entity, context);
                break;
            case EntityKind.MigrationPolicy:
                Check((MigrationPolicy)entity, context);
                break;
            case EntityKind.Snapshot:
                Check((Snapshot)entity, context);
                break;
            case EntityKind.LogSink:
                Check((LogSink)entity, context);
                break;
            case EntityKind.HostDevice:
                Check((HostDevice)entity, context);
                break;
            case EntityKind.SharedFolder:
                Check((SharedFolder)entity, context);
                break;
            case EntityKind.SideChannel:
                Check((SideChannel)entity, context);
                break;
            case EntityKind.RawArgument:
                Check((RawArgument)entity, context);
                break;
            case EntityKind.HostHook:
                Check((HostHook)entity, context);
                break;
            case EntityKind.BackupJob:
                Check((BackupJob)entity, context);
                break;
            case EntityKind.Firmware:
                Check((GuestFirmware)entity, context);
                break;
            case EntityKind.Tpm:
                Check((VirtualTpm)entity, context);
                break;
            case EntityKind.MemoryEncryption:
                Check((MemoryEncryption)entity, context);
                break;
            case EntityKind.CpuFeature:
                Check((CpuFeature)entity, context);
                break;
            case EntityKind.EntropyDevice:
                Check((EntropyDevice)entity, context);
                break;
            case EntityKind.VirtualDevice:
                Check((VirtualDevice)entity, context);
                break;
            case EntityKind.ImageProperty:
                Check((ImageProperty)entity, context);
                break;
            case EntityKind.FeatureGate:
                Check((FeatureGate)entity, context);
                break;
        }
    }
}
