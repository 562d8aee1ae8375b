using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

/// <summary>Reads disks, images and stores as the rules see them.</summary>
public sealed class ImageStoreTests
{
    [Test]
    public void A_dump_of_several_domains_has_the_disks_of_each()
    {
        var disks = All<Disk>(("all.xml", Domain("a", "kvm", "/a.qcow2") + "\n" + Domain("b", "kvm", "/b.qcow2")));

        Assert.That(disks.Select(static disk => $"{disk.GuestName}:{disk.Source.Value}"), Is.EqualTo(new[] { "a:/a.qcow2", "b:/b.qcow2" }));
    }

    [Test]
    public void A_live_backing_chain_ends_at_the_empty_element()
    {
        const string disk = """
            <domain type='kvm' id='3'><name>web</name><devices>
              <disk type='file' device='disk'>
                <driver name='qemu' type='qcow2'/>
                <source file='/images/web.qcow2' index='2'/>
                <backingStore type='file' index='3'>
                  <format type='qcow2'/>
                  <source file='/images/mid.qcow2'/>
                  <backingStore type='file'><format type='raw'/><source file='/images/base-20240115.img'/><backingStore/></backingStore>
                </backingStore>
                <target dev='vda' bus='virtio'/><alias name='virtio-disk0'/>
              </disk>
            </devices></domain>
            """;

        var images = All<Image>(("web.xml", disk));

        Assert.That(images.Select(static image => image.Name), Is.EqualTo(new[] { "/images/mid.qcow2", "/images/base-20240115.img" }));
        Assert.That(images[1].Created.Value.ToString("yyyy-MM-dd", null), Is.EqualTo("2024-01-15"));
    }

    [TestCase("kvm", true)]
    [TestCase("vmware", false)]
    [TestCase("lxc", false)]
    public void Only_QEMU_takes_an_image_without_a_format_for_raw(string type, bool isRaw)
    {
        var disk = All<Disk>(("a.xml", Domain("a", type, "/a.img", driver: ""))).Single();

        Assert.That(disk.Format.Is(DiskFormat.Raw), Is.EqualTo(isRaw));
    }

    [Test]
    public void A_drive_without_a_medium_is_empty_and_has_no_encryption()
    {
        const string text = "<domain type='kvm'><name>a</name><devices><disk type='file' device='cdrom'><target dev='sda'/></disk></devices></domain>";

        var disk = All<Disk>(("a.xml", text)).Single();

        Assert.That(disk.SourceKind.Is(DiskSourceKind.Empty));
        Assert.That(disk.Encryption.State, Is.EqualTo(FactState.Absent));
    }

    [Test]
    public void The_hosts_TLS_holds_for_network_disks_that_are_silent()
    {
        var disk = All<Disk>(("etc/libvirt/qemu/a.xml", Nbd("")), ("etc/libvirt/qemu.conf", "nbd_tls = 1\n")).Single();
        var stated = All<Disk>(("etc/libvirt/qemu/a.xml", Nbd(" tls='no'")), ("etc/libvirt/qemu.conf", "nbd_tls = 1\n")).Single();

        Assert.That(disk.TransitProtection.Is(LinkProtection.Encrypted));
        Assert.That(stated.TransitProtection.Is(LinkProtection.None));
    }

    [Test]
    public void Files_of_a_mere_folder_are_not_taken_for_one_host()
    {
        Assert.That(All<Disk>(("examples/a.xml", Domain("a", "kvm", "/a.img"))).Single().Location.IsKnown, Is.False);
        Assert.That(All<Disk>(("etc/libvirt/qemu/a.xml", Domain("a", "kvm", "/a.img"))).Single().Location.IsKnown);
    }

    [Test]
    public void A_volume_on_a_local_store_is_another_one_on_each_node()
    {
        const string storage = "nfs: nas\n\tserver nas.example.net\n\texport /vms\n\ndir: local\n\tpath /var/lib/vz\n";

        var disks = All<Disk>(
            ("storage.cfg", storage),
            ("nodes/a/qemu-server/101.conf", "scsi0: nas:1/d.raw\nscsi1: local:1/d.raw\n"),
            ("nodes/b/qemu-server/102.conf", "scsi0: nas:1/d.raw\nscsi1: local:1/d.raw\n"));

        Assert.That(disks.Select(static disk => disk.Location.Value).Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public void The_last_statement_of_a_drive_counts()
    {
        var disk = All<Disk>(("qemu-server/101.conf", "scsi0: local:1/a.raw\nmemory: 512\nscsi0: local:1/b.qcow2\n")).Single();

        Assert.That(disk.Source.Value, Is.EqualTo("local:1/b.qcow2"));
        Assert.That(disk.Format.Is(DiskFormat.Qcow2));
    }

    [Test]
    public void A_cloud_init_drive_and_an_EFI_disk_are_no_data_disks()
    {
        var disks = All<Disk>(("qemu-server/101.conf", "efidisk0: local:1/e.raw,efitype=4m\nide2: local:vm-101-cloudinit,media=cdrom\nunused0: local:1/u.raw\n"));

        Assert.That(disks.Select(static disk => disk.Use.Value), Is.EqualTo(new[] { DiskUse.FirmwareVariables, DiskUse.SeedDrive, DiskUse.Detached }));
    }

    [Test]
    public void A_directory_of_the_host_is_no_disk_of_a_container()
    {
        var disks = All<Disk>(("lxc/102.conf", "arch: amd64\nrootfs: local-lvm:vm-102-disk-0,size=8G\nmp0: /srv/media,mp=/media\nmp1: /dev/sdb1,mp=/data\n"));

        Assert.That(disks.Select(static disk => disk.Name), Is.EqualTo(new[] { "rootfs", "mp1" }));
    }

    [Test]
    public void A_store_without_content_holds_what_its_type_holds()
    {
        var stores = All<ImageStore>(("storage.cfg", "lvmthin: a\n\tvgname pve\n\npbs: b\n\tserver b\n\ndir: c\n\tpath /c\n\tcontent iso, vztmpl\n\tdisable\n"));

        Assert.That(stores.Select(static store => store.Content.Value), Is.EqualTo(new[] { StoreContent.Guests, StoreContent.Backups, StoreContent.Media }));
        Assert.That(stores.Select(static store => store.IsInUse), Is.EqualTo(new[] { true, true, false }));
    }

    [Test]
    public void One_export_has_one_endpoint_on_both_platforms()
    {
        const string pool = """
            <pool type="netfs"><name>vms</name><source><host name="NAS.example.net"/><dir path="/tank/vms/"/><format type="nfs"/></source>
            <target><path>/srv</path></target></pool>
            """;

        var stores = All<ImageStore>(("pool.xml", pool), ("storage.cfg", "nfs: vms\n\tserver nas.example.net\n\texport /tank/vms\n\tpath /mnt\n"));

        Assert.That(stores.Select(static store => store.Endpoint.Value).Distinct(), Is.EqualTo(new[] { "nfs://nas.example.net/tank/vms" }));
    }

    [TestCase("sec=krb5p", StoreAuthentication.Kerberos, LinkProtection.Encrypted)]
    [TestCase("vers=4.2, sec=krb5", StoreAuthentication.Kerberos, LinkProtection.None)]
    [TestCase("vers=4.2", StoreAuthentication.HostTrust, LinkProtection.None)]
    public void Mount_options_tell_how_an_export_is_protected(string options, StoreAuthentication authentication, LinkProtection transit)
    {
        var store = All<ImageStore>(("storage.cfg", $"nfs: vms\n\tserver nas\n\texport /vms\n\toptions {options}\n")).Single();

        Assert.That(store.Authentication.Is(authentication));
        Assert.That(store.TransitProtection.Is(transit));
    }

    [Test]
    public void An_inventory_with_a_backing_chain_has_an_image_for_each_layer()
    {
        const string inventory = """
            [{"filename": "a.qcow2", "format": "qcow2", "virtual-size": 1, "backing-filename": "b.img", "backing-filename-format": "raw"},
             {"filename": "b.img", "format": "raw", "virtual-size": 1}]
            """;

        var images = All<Image>(("inventory.json", inventory));

        Assert.That(images.Select(static image => image.Format.Value), Is.EqualTo(new[] { DiskFormat.Qcow2, DiskFormat.Raw }));
        Assert.That(images[0].BackingFormat.Is(DiskFormat.Raw));
    }

    [TestCase("localhost", HostScope.Loopback)]
    [TestCase("127.0.1.1", HostScope.Loopback)]
    [TestCase("172.31.0.9", HostScope.Private)]
    [TestCase("172.32.0.9", HostScope.Public)]
    [TestCase("100.101.5.5", HostScope.Private)]
    [TestCase("nas", HostScope.Private)]
    [TestCase("nas.home.arpa", HostScope.Private)]
    [TestCase("nas.example.net", HostScope.Named)]
    [TestCase("fd00::1", HostScope.Private)]
    [TestCase("2001:db8::1", HostScope.Public)]
    public void A_host_is_where_its_name_or_address_puts_it(string host, HostScope scope) =>
        Assert.That(HostList.ScopeOf(host), Is.EqualTo(scope));

    [TestCase("10.9.0.0/24", "10.9.0.200", true)]
    [TestCase("10.9.0.0/24", "10.9.1.2", false)]
    [TestCase("0.0.0.0/0", "203.0.113.1", true)]
    [TestCase("*.example.net", "nas.example.net", true)]
    [TestCase("*.example.net", "example.net", false)]
    [TestCase("NAS", "nas", true)]
    [TestCase("10.9.0.0/99", "10.9.0.1", false)]
    public void A_list_of_hosts_takes_names_and_networks(string entry, string host, bool isListed) =>
        Assert.That(new HostList([entry]).Contains(host), Is.EqualTo(isListed));

    [TestCase("debian-12-generic-amd64-20240115-1626.qcow2", "2024-01-15")]
    [TestCase("noble-2024-01-15.img", "2024-01-15")]
    [TestCase("vm-20241345.img", null)]
    [TestCase("disk-1202401150.img", null)]
    [TestCase("20240115", "2024-01-15")]
    [TestCase("short", null)]
    public void A_day_is_read_out_of_a_name(string name, string? day) =>
        Assert.That(DiskFormats.DayIn(name)?.ToString("yyyy-MM-dd", null), Is.EqualTo(day));

    private static string Domain(string name, string type, string path, string driver = "<driver name='qemu' type='qcow2'/>") =>
        $"<domain type='{type}'><name>{name}</name><devices><disk type='file' device='disk'>{driver}<source file='{path}'/><target dev='vda'/></disk></devices></domain>";

    private static string Nbd(string attribute) =>
        $"<domain type='kvm'><name>a</name><devices><disk type='network' device='disk'><source protocol='nbd' name='x'{attribute}><host name='h.example.net'/></source><target dev='vda'/></disk></devices></domain>";

    private static List<TEntity> All<TEntity>(params (string Path, string Text)[] files) where TEntity : Entity
    {
        var engine = LintEngine.Default;
        var results = files.Select(file => engine.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None)).ToList();
        var analysis = engine.Judge(results, new SeverityPolicy());
        Assert.That(analysis.Failures, Is.Empty);
        return [.. results.SelectMany(static result => result.Model?.Entities ?? []).OfType<TEntity>()];
    }
}
