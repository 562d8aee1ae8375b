using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VirtLint.Rules.Access;
using VirtLint.Rules.Images;
using VirtLint.Rules.Isolation;
using VirtLint.Rules.Lint;
using VirtLint.Rules.Migration;
using VirtLint.Rules.MixedVendors;
using VirtLint.Rules.Monitoring;
using VirtLint.Rules.Network;
using VirtLint.Rules.Sprawl;

namespace VirtLint.Rules;

/// <summary>Every rule, in the order of the catalog. A rule is one line here.</summary>
public static class RuleCatalog
{
    public static ImmutableArray<Rule> All { get; } =
    [
        .. Lint,
        .. Access,
        .. Migrations,
        .. Images,
        .. Networks,
        .. Isolation,
        .. Monitoring,
        .. Sprawl,
        .. MixedVendors,
    ];

    private static IEnumerable<Rule> Lint =>
    [
        new SyntaxError(),
        new UnreadableFile(),
        new UnknownKey(),
        new InvalidValue(),
        new DuplicateKey(),
        new ConflictingKeys(),
        new MissingCompanionSetting(),
        new KeyNotInTargetVersion(),
        new DeprecatedKey(),
        new SettingWithoutEffect(),
        new DanglingReference(),
        new UndecidableSetting(),
        new UnusedSuppression(),
        new SuppressionWithoutReason(),
        new ExpiredSuppression(),
    ];

    private static IEnumerable<Rule> Access =>
    [
        new PlaintextManagementEndpoint(),
        new UnauthenticatedManagementEndpoint(),
        new OverexposedManagementEndpoint(),
        new ManagementPortOpenToAnySource(),
        new RiskyManagementService(),
        new UnverifiedManagementCertificate(),
        new WeakTlsPolicy(),
        new PlaintextControlPlaneLink(),
        new BroadClientTrust(),
        new PlaintextIdentitySource(),
        new AdministratorWithoutSecondFactor(),
        new WeakPasswordPolicy(),
        new EndlessSession(),
        new ConsoleWithoutAuthentication(),
        new ConsoleOnAllInterfaces(),
        new UnencryptedConsole(),
        new NetworkSerialConsole(),
        new LooseConsoleSession(),
        new RightsGrantedToEveryone(),
        new AutomationWithFullAdministrator(),
        new AdministratorAtRoot(),
        new AdministratorGrantedToPerson(),
        new AdministratorEquivalentRole(),
        new UnscopedAccess(),
        new PolicyWeakened(),
        new PlaintextCredential(),
        new CommittedPrivateKey(),
        new WellKnownCredential(),
        new SecretInGuestData(),
        new ReadableServiceConfiguration(),
        new HostLockdownDisabled(),
        new MultiPurposeHost(),
        new OpenHostShell(),
        new UnsignedHostSoftware(),
        new OutdatedHypervisor(),
        new UpdatesNotApplied(),
        new PrivilegeWrapperBypassed(),
    ];

    private static IEnumerable<Rule> Migrations =>
    [
        new UnencryptedMigration(),
        new OpportunisticMigrationEncryption(),
        new WeakMigrationAuthentication(),
        new UnsafeMigrationOverride(),
        new MigrationOnSharedNetwork(),
        new NoDedicatedMigrationNetwork(),
        new UnencryptedReplication(),
        new UnauthenticatedClusterLink(),
        new LinkWithoutVpn(),
        new BlockedMigration(),
        new UnverifiedImportSource(),
    ];

    private static IEnumerable<Rule> Images =>
    [
        new UnencryptedConfidentialDisk(),
        new UnencryptedDisk(),
        new EncryptionWithoutEffect(),
        new WeakDiskCipher(),
        new UnencryptedBackup(),
        new DiskNotWiped(),
        new FixedEncryptionKey(),
        new PlaintextKeyManager(),
        new WeakKeyCustody(),
        new ImageWithoutChecksum(),
        new DamagedImage(),
        new ReadmittedImageUnverified(),
        new UnverifiedLibraryCheckIn(),
        new UnknownImageSource(),
        new UnverifiedImageSignature(),
        new UnauthenticatedImageStore(),
        new PublicImage(),
        new ImagePublishingOpenToAll(),
        new UnrestrictedImageImport(),
        new UnprotectedImageProperties(),
        new OpenImageDirectory(),
        new PlaintextImageTransport(),
        new UnverifiedImageSource(),
        new BuildLeftover(),
        new InsecureBuildLink(),
        new SecretInImage(),
        new WeakStoreLink(),
        new ImageInspectionDisabled(),
        new UntrustedBackingFile(),
        new StaleBaseImage(),
        new MovingImageReference(),
    ];

    private static IEnumerable<Rule> Networks =>
    [
        new MacSpoofingAllowed(),
        new PromiscuousPort(),
        new PortSecurityDisabled(),
        new NoSpoofingFilter(),
        new RogueNetworkService(),
        new RelaxedSwitchHardening(),
        new AllVlanTrunk(),
        new GuestOnNativeVlan(),
        new OpenNetworkAttachment(),
        new GuestOnInfrastructureNetwork(),
        new UnisolatedTenants(),
        new BypassedSwitch(),
        new GuestPublishedEverywhere(),
        new FirewallDisabled(),
        new DefaultAllowPolicy(),
        new FirewallWithoutEffect(),
        new WorldOpenRule(),
        new PlaintextSwitchController(),
        new FailOpenSwitch(),
        new UnprotectedMetadataService(),
        new UnencryptedOverlay(),
        new DivertedTraffic(),
        new FragileSwitch(),
    ];

    private static IEnumerable<Rule> Isolation =>
    [
        new HostDevicePassthrough(),
        new PassthroughWithoutIommu(),
        new UnfilteredDeviceAccess(),
        new HostSystemDirectoryShared(),
        new WritableHostShare(),
        new ConsoleSideChannel(),
        new GuestControlsHost(),
        new InterGuestChannel(),
        new RawHypervisorArguments(),
        new DangerousHypervisorArgument(),
        new HostHookScript(),
        new HostParsesGuestDisk(),
        new UnconfinedGuest(),
        new SandboxDisabled(),
        new HypervisorRunsAsRoot(),
        new RiskyFeatureGate(),
        new UnusedProtection(),
        new PrivilegedContainer(),
        new RelaxedContainer(),
        new NestedVirtualization(),
        new CpuMitigationDisabled(),
        new SoftwareEmulation(),
        new SharedGuestMemory(),
        new ConfidentialGuestWeakened(),
        new UnsafeEntropySource(),
        new SecureBootDisabled(),
        new NoMeasuredBoot(),
        new SecureBootWithoutEffect(),
        new WeakVirtualTpm(),
        new UnneededVirtualDevice(),
        new OutdatedVirtualHardware(),
        new EndOfLifeGuest(),
        new UnsafeDiskCache(),
        new NonpersistentDisk(),
        new SharedWritableDisk(),
        new DiskAttachedTwice(),
    ];

    private static IEnumerable<Rule> Monitoring =>
    [
        new NoRemoteLogging(),
        new UnprotectedLogLink(),
        new VolatileLogStorage(),
        new AuditDisabled(),
        new SecretsInLogs(),
        new GuestLogDisabled(),
        new NoTimeSynchronization(),
        new InvisibleTraffic(),
        new GuestAgentMissing(),
        new NoWatchdog(),
        new GuestControlledIntrospection(),
        new GuestMemoryInDump(),
        new SecurityAgentMissing(),
    ];

    private static IEnumerable<Rule> Sprawl =>
    [
        new OwnerlessVirtualMachine(),
        new ExpiredVirtualMachine(),
        new UnmanagedVirtualMachine(),
        new OrphanDisk(),
        new OrphanResource(),
        new StaleSnapshot(),
        new MemorySnapshot(),
        new RunnableTemplate(),
        new DuplicateMacAddress(),
        new DuplicateUuid(),
        new DuplicateIpAddress(),
        new UnboundedCreation(),
        new LimitRemoved(),
        new Overcommit(),
        new UnlimitedGuestResources(),
        new ColocatedReplicas(),
        new MixedProtectionNeeds(),
        new LingeringState(),
        new NoDeleteProtection(),
        new GuestWithoutBackup(),
    ];

    private static IEnumerable<Rule> MixedVendors =>
    [
        new MtuMismatch(),
        new ForeignMacPrefix(),
        new ForeignGuestDevice(),
        new ForeignDiskFormat(),
        new SharedStoreDrift(),
        new SharedDatastore(),
        new StackProfileDeviation(),
    ];

    /// <summary>The rule of an ID such as <c>VL2001</c>, or null.</summary>
    public static Rule? ById(string id) => All.FirstOrDefault(rule => rule.Id == id);
}
