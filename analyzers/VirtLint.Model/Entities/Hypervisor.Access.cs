namespace VirtLint.Model;

/// <summary>Whether a shell of a host can be used.</summary>
public enum ShellState
{
    Stopped,

    /// <summary>Until the host's next start.</summary>
    Running,

    /// <summary>Whenever the host runs.</summary>
    StartsWithHost,
}

/// <content>Who gets at the host itself, by which ways, and what it lets run.</content>
public sealed partial class Hypervisor
{
    /// <summary>Whether the host can be reached by SSH.</summary>
    public Fact<ShellState> RemoteShell { get => field ?? Fact<ShellState>.Absent; set => field = Set(value); }

    /// <summary>Whether the host's screen offers a shell.</summary>
    public Fact<ShellState> LocalShell { get => field ?? Fact<ShellState>.Absent; set => field = Set(value); }

    /// <summary>Whether the warning that a shell is open is kept from those who manage the host.</summary>
    public Fact<bool> HidesShellWarning { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The setting by which the SSH server lets more through than a login: forwarding, tunnels, environments. Absent when there is none.</summary>
    public Fact<string> SshRelaxation { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether an interface for developers shows and changes the host's inner objects.</summary>
    public Fact<bool> DebugInterface { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The community by which SNMP answers, which travels in clear; masked. Absent when it has none.</summary>
    public Fact<string> SnmpCommunity { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The host that alarms go to by SNMP, with a community that travels in clear. Absent when they go to none.</summary>
    public Fact<string> SnmpReceiver { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the host has a network card to its own baseboard controller.</summary>
    public Fact<bool> ReachesBaseboard { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The address at which a filter of guests' traffic may attach itself. Absent when none may.</summary>
    public Fact<string> FilterListener { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>How many wrong passwords lock an account. Zero: none do.</summary>
    public Fact<int> FailuresBeforeLockout { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>How many seconds an account stays locked. Zero: until an administrator unlocks it.</summary>
    public Fact<int> LockoutSeconds { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>The length of the shortest password that is accepted.</summary>
    public Fact<int> ShortestPassword { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether packages are accepted that nobody vouches for.</summary>
    public Fact<bool> AcceptsUnsignedPackages { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a package is installed without a look at its signature.</summary>
    public Fact<bool> SkipsSignatureCheck { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether only programs from installed packages may run.</summary>
    public Fact<bool> RunsPackagedCodeOnly { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the host refuses to start when Secure Boot is off.</summary>
    public Fact<bool> EnforcesSecureBoot { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The accounts besides root that lockdown leaves at the host's screen. Absent when there are none.</summary>
    public Fact<string> LockdownExemptions { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the hypervisor keeps guests apart on processors that leak what they compute.</summary>
    public Fact<bool> MitigatesSideChannels { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the warning that processors leak is kept from those who manage the host.</summary>
    public Fact<bool> HidesMitigationWarning { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
