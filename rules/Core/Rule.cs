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

    /// <summary>Judges what only the files of one host or cluster together decide.</summary>
    public virtual void Check(Site site, RuleContext context)
    {
    }

    /// <summary>Judges what only the whole run decides.</summary>
    public virtual void Check(Fleet fleet, RuleContext context)
    {
    }

    /// <summary>Hands an entity to the <c>Check</c> of its kind.</summary>
    public void Judge(Entity entity, RuleContext context)
    {
        switch (entity)
        {
            case SettingIssue issue:
                Check(issue, context);
                break;
            case Suppression suppression:
                Check(suppression, context);
                break;
            case Hypervisor hypervisor:
                Check(hypervisor, context);
                break;
            case VirtualMachine machine:
                Check(machine, context);
                break;
            case Disk disk:
                Check(disk, context);
                break;
            case Image image:
                Check(image, context);
                break;
            case ImageStore store:
                Check(store, context);
                break;
            case NetworkInterface nic:
                Check(nic, context);
                break;
            case VirtualSwitch network:
                Check(network, context);
                break;
            case PortGroup portGroup:
                Check(portGroup, context);
                break;
            case FirewallPolicy firewall:
                Check(firewall, context);
                break;
            case FirewallRule rule:
                Check(rule, context);
                break;
            case RemoteConsole console:
                Check(console, context);
                break;
            case ManagementEndpoint endpoint:
                Check(endpoint, context);
                break;
            case AccessGrant grant:
                Check(grant, context);
                break;
            case AccessRole role:
                Check(role, context);
                break;
            case IdentityRealm realm:
                Check(realm, context);
                break;
            case Credential credential:
                Check(credential, context);
                break;
            case MigrationPolicy policy:
                Check(policy, context);
                break;
            case Snapshot snapshot:
                Check(snapshot, context);
                break;
            case LogSink sink:
                Check(sink, context);
                break;
            case HostDevice device:
                Check(device, context);
                break;
            case SharedFolder folder:
                Check(folder, context);
                break;
            case SideChannel channel:
                Check(channel, context);
                break;
            case RawArgument argument:
                Check(argument, context);
                break;
            case HostHook hook:
                Check(hook, context);
                break;
            case BackupJob job:
                Check(job, context);
                break;
            case GuestFirmware firmware:
                Check(firmware, context);
                break;
            case VirtualTpm tpm:
                Check(tpm, context);
                break;
            case MemoryEncryption encryption:
                Check(encryption, context);
                break;
            case CpuFeature feature:
                Check(feature, context);
                break;
            case EntropyDevice entropyDevice:
                Check(entropyDevice, context);
                break;
            case VirtualDevice virtualDevice:
                Check(virtualDevice, context);
                break;
        }
    }
}
