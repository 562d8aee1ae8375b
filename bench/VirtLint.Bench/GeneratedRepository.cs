using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Bench;

/// <summary>One file of a run.</summary>
internal readonly record struct GeneratedFile(string Path, SourceText Text);

/// <summary>A repository of a plausible size and mixture, the same on every run.</summary>
internal static class GeneratedRepository
{
    public const int Domains = 1000;
    public const int Guests = 200;
    public const int Others = 2000;

    /// <summary>Domains on 20 libvirt hosts, guests of one Proxmox VE cluster, and YAML and JSON that is nothing to us.</summary>
    public static IReadOnlyList<GeneratedFile> Create()
    {
        var files = new List<GeneratedFile>(Domains + Guests + Others + 21);
        for (var host = 0; host < 20; host++)
            files.Add(File($"hosts/kvm{host:00}/etc/libvirt/qemu.conf", QemuConf));

        for (var i = 0; i < Domains; i++)
            files.Add(File($"hosts/kvm{i % 20:00}/etc/libvirt/qemu/vm{i:0000}.xml", Domain(i)));

        files.Add(File("pve/datacenter.cfg", "keyboard: en-us\nmigration: type=secure,network=10.0.9.0/24\n"));
        for (var i = 0; i < Guests; i++)
            files.Add(File($"pve/nodes/pve{i % 4}/qemu-server/{100 + i}.conf", Guest(i)));

        for (var i = 0; i < Others; i++)
            files.Add(i % 2 == 0 ? File($"deploy/app{i:0000}.yaml", Yaml(i)) : File($"data/item{i:0000}.json", Json(i)));

        return files;
    }

    public static string Domain(int number)
    {
        var xml = new StringBuilder();
        xml.Append(CultureInfo.InvariantCulture, $"""
            <domain type='kvm'>
              <name>vm{number:0000}</name>
              <uuid>8c2d3a54-6b5f-4b5a-9f0e-{number:x12}</uuid>
              <metadata>
                <libosinfo:libosinfo xmlns:libosinfo="http://libosinfo.org/xmlns/libvirt/domain/1.0">
                  <libosinfo:os id="http://debian.org/debian/13"/>
                </libosinfo:libosinfo>
              </metadata>
              <memory unit='GiB'>8</memory>
              <vcpu>4</vcpu>
              <os firmware='efi'>
                <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
                <firmware>
                  <feature enabled='yes' name='enrolled-keys'/>
                  <feature enabled='yes' name='secure-boot'/>
                </firmware>
              </os>
              <features>
                <acpi/>
                <apic/>
                <smm state='on'/>
              </features>
              <cpu mode='host-model' check='partial'>
                <feature policy='disable' name='vmx'/>
              </cpu>
              <devices>

            """);
        for (var disk = 0; disk < 3; disk++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"""
                    <disk type='file' device='disk'>
                      <driver name='qemu' type='qcow2' cache='{(number % 25 == 0 ? "unsafe" : "none")}'/>
                      <source file='/var/lib/libvirt/images/vm{number:0000}-{disk}.qcow2'/>
                      <target dev='vd{(char)('a' + disk)}' bus='virtio'/>
                      <address type='pci' domain='0x0000' bus='0x0{disk}' slot='0x00' function='0x0'/>
                    </disk>

                """);
        }

        for (var nic = 0; nic < 2; nic++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"""
                    <interface type='network'>
                      <mac address='52:54:00:{number >> 8:x2}:{number & 255:x2}:{nic:x2}'/>
                      <source network='guests{nic}'/>
                      <model type='virtio'/>
                    </interface>

                """);
        }

        xml.Append(CultureInfo.InvariantCulture, $"""
                <serial type='pty'><target type='isa-serial' port='0'/></serial>
                <graphics type='vnc' port='-1' autoport='yes' listen='{(number % 50 == 0 ? "0.0.0.0" : "127.0.0.1")}'>
                  <listen type='address' address='{(number % 50 == 0 ? "0.0.0.0" : "127.0.0.1")}'/>
                </graphics>
                <video><model type='virtio' heads='1' primary='yes'/></video>
                <tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>
                <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
              </devices>
            </domain>

            """);
        return xml.ToString();
    }

    public static string Guest(int number) => $"""
        #owner%3A team-{number % 9}
        agent: 1
        bios: ovmf
        boot: order=scsi0;net0
        cores: 4
        cpu: x86-64-v2-AES
        efidisk0: local-zfs:vm-{100 + number}-disk-0,efitype=4m,pre-enrolled-keys=1,size=1M
        machine: q35
        memory: 8192
        meta: creation-qemu=10.0.2,ctime=17{number:00000000}
        name: guest{number}
        net0: virtio=BC:24:11:00:{number >> 8:X2}:{number & 255:X2},bridge=vmbr0,firewall=1,tag={100 + (number % 20)}
        numa: 0
        onboot: 1
        ostype: l26
        scsi0: local-zfs:vm-{100 + number}-disk-1,discard=on,iothread=1,size=32G
        scsi1: local-zfs:vm-{100 + number}-disk-2,cache={(number % 25 == 0 ? "unsafe" : "none")},size=64G
        scsihw: virtio-scsi-single
        smbios1: uuid=0b6f5a52-2f1a-4a0d-8a55-{number:x12}
        tags: prod
        tpmstate0: local-zfs:vm-{100 + number}-disk-3,size=4M,version=v2.0
        vmgenid: 3f1d2c5e-94a2-4f0b-9d27-{number:x12}

        """.Replace("\r\n", "\n");

    private const string QemuConf = """
        # Settings of the QEMU driver
        vnc_listen = "127.0.0.1"
        vnc_tls = 1
        security_driver = "selinux"
        user = "qemu"
        group = "qemu"
        dynamic_ownership = 1
        migrate_tls_force = 1

        """;

    private static string Yaml(int number) => $"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: app{number}
          labels: [a, b, c]
        spec:
          replicas: 3
          template:
            spec:
              containers:
                - name: web
                  image: registry.example/app{number}:1.2.3
                  ports:
                    - containerPort: 8080

        """;

    private static string Json(int number) => $$"""
        {
          "id": {{number}},
          "name": "item{{number}}",
          "values": [1, 2, 3, { "nested": true, "text": "lorem ipsum dolor sit amet" }]
        }

        """;

    private static GeneratedFile File(string path, string text) => new(path, SourceText.From(text));
}
