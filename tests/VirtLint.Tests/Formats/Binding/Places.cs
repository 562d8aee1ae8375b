using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using VirtLint.Formats.Binding;

namespace VirtLint.Tests.Formats.Binding;

/// <summary>The smallest file that has the place of a binding table, and how a key is stated there.</summary>
/// <param name="Path">A path by which the format is recognised.</param>
internal abstract record Place(string Path)
{
    /// <summary>The file with the key stated, or without it.</summary>
    /// <param name="word">The value; null to leave the key out.</param>
    public abstract string Text(string key, string? word);
}

/// <summary>XML, into which the key's path is written below the scope.</summary>
/// <param name="Scope">The path of the element that the keys start from; empty for the root.</param>
internal sealed record XmlPlace(string Path, string Xml, string Scope = "") : Place(Path)
{
    public override string Text(string key, string? word)
    {
        if (word is null)
            return Xml;

        var root = XElement.Parse(Xml, LoadOptions.PreserveWhitespace);
        Write(Steps(Scope).Aggregate(root, Child), Steps(key), word);
        return root.ToString(SaveOptions.DisableFormatting);
    }

    private static void Write(XElement element, string[] steps, string word)
    {
        foreach (var step in steps)
        {
            if (step.StartsWith('@'))
                element.SetAttributeValue(step[1..], word);
            else if (step == "text()")
                element.Value = word;
            else
                element = Child(element, step);
        }
    }

    private static XElement Child(XElement element, string step)
    {
        var parts = Regex.Match(step, @"^([\w-]+)(?:\[@(\w+)='(.*)'\])?$").Groups;
        var child = element.Elements().FirstOrDefault(e => e.Name.LocalName == parts[1].Value && (!parts[2].Success || e.Attribute(parts[2].Value)?.Value == parts[3].Value));
        if (child is not null)
            return child;

        child = new XElement(parts[1].Value, parts[2].Success ? new XAttribute(parts[2].Value, parts[3].Value) : null);
        element.Add(child);
        return child;
    }

    /// <summary>The names between slashes; one in quotes is part of a name.</summary>
    private static string[] Steps(string path) => Regex.Split(path, "/(?=(?:[^']*'[^']*')*[^']*$)").Where(static step => step.Length > 0).ToArray();
}

/// <summary>JSON, into which the key's path of members is written.</summary>
internal sealed record JsonPlace(string Path, string Json) : Place(Path)
{
    public override string Text(string key, string? word)
    {
        if (word is null)
            return Json;

        var root = JsonNode.Parse(Json)!.AsObject();
        var members = key.Split('.');
        var node = root;
        foreach (var member in members[..^1])
        {
            if (node[member] is not JsonObject next)
                node[member] = next = [];

            node = next;
        }

        node[members[^1]] = word is "true" or "false" ? JsonValue.Create(word == "true") : JsonValue.Create(word);

        return root.ToJsonString();
    }
}

/// <summary>Any text that lists settings one after the other.</summary>
/// <param name="Template">The file, with <c>§</c> where a setting goes.</param>
/// <param name="Setting">A setting: <c>{0}</c> is the key, <c>{1}</c> the value.</param>
internal sealed record TextPlace(string Path, string Template, string Setting) : Place(Path)
{
    public override string Text(string key, string? word) =>
        Template.Replace("§", word is null ? "" : Setting.Replace("{0}", key, StringComparison.Ordinal).Replace("{1}", word, StringComparison.Ordinal), StringComparison.Ordinal);
}

/// <summary>A resource of Terraform, with nested blocks: <c>libvirt_domain: disk/encryption</c>.</summary>
internal sealed record TerraformPlace(string Type, string[] Blocks) : Place("main.tf")
{
    public static TerraformPlace? Of(string place) =>
        Regex.Match(place, @"^([a-z0-9]+_[a-z0-9_]+)(?:: ([\w/]+))?$") is { Success: true, Groups: var parts }
            ? new(parts[1].Value, parts[2].Value.Split('/', StringSplitOptions.RemoveEmptyEntries))
            : null;

    public override string Text(string key, string? word)
    {
        var steps = key.Split('/');
        string[] blocks = word is null ? Blocks : [.. Blocks, .. steps[..^1]];
        var body = word is null ? "" : $"{steps[^1]} = \"{word}\"\n";
        return $"resource \"{Type}\" \"a\" {{\n  name = \"a\"\n{string.Concat(blocks.Select(static block => block + " {\n"))}{body}{string.Concat(blocks.Select(static _ => "}\n"))}}}\n";
    }
}

/// <summary>A resource of Terraform whose keys stand in nested objects.</summary>
internal sealed record TerraformObjectPlace(string Type, string Open, string Close) : Place("main.tf")
{
    public override string Text(string key, string? word)
    {
        var steps = key.Split('/');
        var stated = word is null ? "" : $", {string.Concat(steps[..^1].Select(static step => step + " = { "))}{steps[^1]} = \"{word}\"{string.Concat(steps[..^1].Select(static _ => " }"))}";
        return $"resource \"{Type}\" \"a\" {{\n  name = \"a\"\n  {Open}{stated} {Close}\n}}\n";
    }
}

/// <summary>YAML, into which the key's path is written as nested mappings.</summary>
/// <param name="Template">The file, with <c>§</c> on a line of its own where the path goes, as far in as it is to stand.</param>
internal sealed record YamlPlace(string Path, string Template) : Place(Path)
{
    public override string Text(string key, string? word)
    {
        var line = Template.Split('\n').First(static line => line.Contains('§', StringComparison.Ordinal));
        var indent = line[..line.IndexOf('§', StringComparison.Ordinal)];
        var steps = key.Split('.');
        var stated = word is null ? "" : string.Concat(steps.Select((step, depth) => $"{indent}{new string(' ', 2 * depth)}{step}:{(depth == steps.Length - 1 ? $" {word}" : "")}\n"));
        return Template.Replace(line + "\n", stated, StringComparison.Ordinal);
    }
}

/// <summary>The places of all tables. A new table adds its place here, one line.</summary>
internal static class Places
{
    private const string Container = "arch: amd64\nhostname: a\nostype: debian\nrootfs: local-lvm:vm-100-disk-0,size=8G\n";
    private const string Machine = "name: a\nmemory: 2048\nostype: l26\nscsi0: local-lvm:vm-100-disk-0,size=8G\n";

    private static readonly Dictionary<string, Place> s_places = new(StringComparer.Ordinal)
    {
        ["domain"] = Domain(""),
        ["domain[@type='lxc']"] = Domain("", type: "lxc"),
        ["domain: os"] = Domain("os"),
        ["domain: seclabel"] = new XmlPlace("a.xml", "<domain type='kvm'><name>a</name><seclabel model='selinux'/></domain>", "seclabel"),
        ["domain: cpu/feature"] = new XmlPlace("a.xml", "<domain type='kvm'><name>a</name><cpu><feature name='pcid'/></cpu></domain>", "cpu/feature"),
        ["domain: features"] = new XmlPlace("a.xml", "<domain type='kvm'><name>a</name><features><cfpc/></features></domain>", "features/cfpc"),
        ["domain: launchSecurity"] = new XmlPlace(
            "a.xml", "<domain type='kvm'><name>a</name><os><kernel>/k</kernel></os><launchSecurity type='sev'><policy>0x3</policy></launchSecurity></domain>", "launchSecurity"),
        ["domain: devices/disk"] = Domain("devices/disk", "<disk type='file'><source file='/a.img'/><target dev='vda'/></disk>"),
        ["domain: devices/disk source/@pool"] = Domain("devices/disk", "<disk type='volume'><source volume='a'/><target dev='vda'/></disk>"),
        ["domain: devices/disk[@device='lun']"] = Domain("devices/disk", "<disk type='block' device='lun'><source dev='/dev/sdb'/><target dev='sda'/></disk>"),
        ["domain: devices/hostdev"] = Domain("devices/hostdev", "<hostdev mode='subsystem' type='scsi'><source><adapter name='scsi_host0'/></source></hostdev>"),
        ["domain: devices/interface"] = Domain("devices/interface", "<interface type='bridge'><source bridge='br0'/></interface>"),
        ["domain: devices/video"] = Domain("devices/video", "<video><model/></video>"),
        ["domain: devices/controller"] = Domain("devices/controller", "<controller type='scsi' index='0'/>"),
        ["domain: devices/graphics"] = Domain("devices/graphics", "<graphics type='vnc'/>"),
        ["domain: devices/graphics @defaultMode"] = Domain("devices/graphics", "<graphics type='spice'/>"),
        ["domain: devices/serial"] = Domain("devices/serial", "<serial type='tcp'><source mode='bind' host='127.0.0.1' service='2445'/></serial>"),
        ["domain: devices/filesystem"] = Domain("devices/filesystem", "<filesystem><source dir='/srv'/><target dir='srv'/></filesystem>"),
        ["domain: devices/shmem"] = Domain("devices/shmem", "<shmem name='shared'/>"),
        ["domain: devices/watchdog"] = Domain("devices/watchdog", "<watchdog model='i6300esb'/>"),
        ["domain: devices/tpm"] = Domain("devices/tpm", "<tpm model='tpm-crb'><backend type='emulator'/></tpm>"),
        ["domainsnapshot"] = new XmlPlace("a.xml", "<domainsnapshot><name>before</name></domainsnapshot>"),
        ["domainbackup: server"] = new XmlPlace("a.xml", "<domainbackup mode='pull'><server transport='tcp' name='192.0.2.1' port='10809'/></domainbackup>", "server"),
        ["pool"] = new XmlPlace("a.xml", "<pool type='netfs'><name>a</name><source/><target/></pool>"),
        ["volume"] = new XmlPlace("a.xml", "<volume type='file'><name>a.qcow2</name><capacity unit='GiB'>1</capacity><target><path>/a.qcow2</path></target></volume>"),
        ["secret"] = new XmlPlace("a.xml", "<secret ephemeral='no'><description>a</description><usage type='volume'><volume>/a</volume></usage></secret>"),
        ["network"] = new XmlPlace("a.xml", "<network>\n  <name>a</name>\n  <bridge/>\n  <ip address='192.0.2.1' prefix='24'/>\n</network>"),
        ["network: portgroup"] = new XmlPlace("a.xml", "<network><name>a</name><forward mode='bridge'/><portgroup name='g'/></network>", "portgroup"),
        ["filter: rule"] = new XmlPlace("a.xml", "<filter name='a'><rule action='drop' direction='in'><all/></rule></filter>", "rule"),
        ["qemu-img info --output=json"] = new JsonPlace("a.json", """{"virtual-size":1073741824,"filename":"a.qcow2","format":"qcow2","actual-size":200704}"""),
        ["qemu.conf"] = Conf("qemu.conf"),
        ["globals.yml: internal API"] = new TextPlace("kolla/globals.yml", "kolla_base_distro: rocky\nkolla_internal_vip_address: 192.0.2.10\n§", "{0}: {1}\n"),
        ["globals.yml: external API"] = new TextPlace("kolla/globals.yml", "kolla_base_distro: rocky\nkolla_internal_vip_address: 192.0.2.10\nkolla_external_vip_address: 198.51.100.10\n§", "{0}: {1}\n"),
        ["globals.yml: back ends"] = new TextPlace("kolla/globals.yml", "kolla_base_distro: rocky\n§", "{0}: {1}\n"),
        ["globals.yml: container registry"] = new TextPlace("kolla/globals.yml", "kolla_base_distro: rocky\n§", "{0}: {1}\n"),
        ["globals.yml: message bus"] = new TextPlace("kolla/globals.yml", "kolla_base_distro: rocky\n§", "{0}: {1}\n"),
        ["globals.yml: libvirt"] = new TextPlace("kolla/globals.yml", "kolla_base_distro: rocky\n§", "{0}: {1}\n"),
        ["globals.yml: logs"] = new TextPlace("kolla/globals.yml", "kolla_base_distro: rocky\n§", "{0}: {1}\n"),
        ["globals.yml: compute"] = new TextPlace("kolla/globals.yml", "kolla_base_distro: rocky\n§", "{0}: {1}\n"),
        ["OS::Cinder::EncryptedVolumeType"] = Heat("OS::Cinder::EncryptedVolumeType"),
        ["OS::Cinder::Volume"] = Heat("OS::Cinder::Volume"),
        ["OS::Nova::Server: block_device_mapping_v2"] = new TextPlace("stack.yaml", "heat_template_version: 2018-08-31\nresources:\n  a:\n    type: OS::Nova::Server\n    properties:\n      block_device_mapping_v2:\n        - image: a\n§", "          {0}: {1}\n"),
        ["Ansible: openstack.cloud.server boot_from_volume"] = new AnsiblePlace("openstack.cloud.server", "", "boot_from_volume: true"),
        ["OS::Glance::WebImage"] = Heat("OS::Glance::WebImage"),
        ["OS::Keystone::User"] = Heat("OS::Keystone::User"),
        ["OS::Neutron::Net"] = Heat("OS::Neutron::Net"),
        ["OS::Neutron::Port"] = Heat("OS::Neutron::Port"),
        ["OS::Neutron::SecurityGroup: rules"] = new TextPlace("stack.yaml", "heat_template_version: 2018-08-31\nresources:\n  a:\n    type: OS::Neutron::SecurityGroup\n    properties:\n      rules:\n        - ethertype: IPv4\n§", "          {0}: {1}\n"),
        ["OS::Neutron::SecurityGroup"] = Heat("OS::Neutron::SecurityGroup"),
        ["OS::Neutron::SecurityGroupRule"] = Heat("OS::Neutron::SecurityGroupRule"),
        ["OS::Nova::Server"] = Heat("OS::Nova::Server"),
        ["lxc.conf"] = Conf("libvirt/lxc.conf"),
        ["virtlogd.conf"] = Conf("virtlogd.conf"),
        ["libvirtd.conf"] = Conf("libvirtd.conf"),
        ["libvirtd.conf: TCP"] = Conf("libvirtd.conf"),
        ["libvirtd.conf: TLS"] = Conf("libvirtd.conf"),
        ["libvirtd.conf: read-write socket"] = Conf("libvirtd.conf"),
        ["libvirtd.conf: administration socket"] = Conf("libvirtd.conf"),
        ["libvirtd.socket"] = new TextPlace("libvirtd.socket", "[Socket]\nListenStream=/run/libvirt/libvirt-sock\n§", "{0}={1}\n"),
        ["auth.conf: credentials-NAME"] = new TextPlace("auth.conf", "[credentials-test]\nauthname=a\n§", "{0}={1}\n"),
        ["network/interfaces: bridge"] = new TextPlace("interfaces", "auto br0\niface br0 inet static\n\tbridge-ports eth0\n§", "\t{0} {1}\n"),
        ["network/interfaces: bridge Proxmox VE"] = new TextPlace("interfaces", "auto vmbr0\niface vmbr0 inet static\n\tbridge-ports eth0\n§", "\t{0} {1}\n"),
        ["qemu-server/VMID.conf"] = Guest(Machine + "§"),
        ["qemu-server/VMID.conf: ideN, sataN, scsiN, virtioN"] = Guest(Machine + "scsi1: local-lvm:vm-100-disk-1§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: cpu"] = Guest(Machine + "cpu: flags=+aes§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: smbios1"] = Guest(Machine + "smbios1: base64=0§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: meta"] = Guest(Machine + "meta: creation-qemu=9.0.2§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: rng0"] = Guest(Machine + "rng0: source=/dev/urandom§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: amd-sev"] = Guest(Machine + "amd-sev: type=std§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: intel-tdx"] = Guest(Machine + "intel-tdx: type=tdx§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: vga"] = Guest(Machine + "vga: memory=16§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: scsiN"] = Guest(Machine + "scsi1: /dev/sdb§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: virtiofsN"] = Guest(Machine + "virtiofs0: cache=auto§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: ivshmem"] = Guest(Machine + "ivshmem: size=32§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: spice_enhancements"] = Guest(Machine + "spice_enhancements: videostreaming=off§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: efidisk0"] = Guest(Machine + "bios: ovmf\nefidisk0: local-lvm:vm-100-disk-1§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: tpmstate0"] = Guest(Machine + "tpmstate0: local-lvm:vm-100-disk-1§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: agent"] = Guest(Machine + "agent: type=virtio§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: watchdog"] = Guest(Machine + "watchdog: model=i6300esb§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: netN"] = Guest(Machine + "net0: virtio=BC:24:11:00:00:01§\n", ",{0}={1}"),
        ["qemu-server/VMID.conf: [SNAPSHOT]"] = Guest(Machine + "\n[before]\nmemory: 2048\n§"),
        ["qemu-server/VMID.conf, lxc/VMID.conf"] = Guest(Machine + "§"),
        ["lxc/VMID.conf"] = Guest(Container + "§", folder: "lxc"),
        ["lxc/VMID.conf: rootfs, mpN"] = Guest(Container + "mp0: local-lvm:vm-100-disk-1,mp=/srv§\n", ",{0}={1}", "lxc"),
        ["lxc/VMID.conf: features"] = Guest(Container + "features: keyctl=1§\n", ",{0}={1}", "lxc"),
        ["lxc/VMID.conf: mpN"] = Guest(Container + "mp0: /tank,mp=/srv§\n", ",{0}={1}", "lxc"),
        ["lxc/VMID.conf: mpN volume"] = Guest(Container + "mp0: mp=/srv§\n", ",{0}={1}", "lxc"),
        ["lxc/VMID.conf: netN"] = Guest(Container + "net0: name=eth0§\n", ",{0}={1}", "lxc"),
        [".vmx"] = Vmx("RemoteDisplay.vnc.enabled = \"TRUE\"\n"),
        [".vmx: viewers"] = Vmx(""),
        [".vmx: floppyN, parallelN"] = Vmx("floppy0.present = \"TRUE\"\n", "floppy0."),
        [".vmx: serialN"] = Vmx("serial0.present = \"TRUE\"\nserial0.fileType = \"network\"\nserial0.fileName = \"telnet://:2001\"\n", "serial0."),
        [".vmx: scsiN:M, sataN:M, ideN:M, nvmeN:M"] = Vmx("scsi0:0.present = \"TRUE\"\n", "scsi0:0."),
        [".vmx: ethernetN"] = Vmx("ethernet0.present = \"TRUE\"\n", "ethernet0."),
        [".vmx: pciPassthruN"] = Vmx("pciPassthru0.present = \"TRUE\"\n", "pciPassthru0."),
        [".vmx: vmciN"] = Vmx("virtualHW.version = \"8\"\nvmci0.present = \"TRUE\"\n", "vmci0."),
        [".vmx: sharedFolderN"] = Vmx("sharedFolder0.present = \"TRUE\"\nsharedFolder0.enabled = \"TRUE\"\nsharedFolder0.writeAccess = \"TRUE\"\n", "sharedFolder0."),
        [".vmx: sharedFolderN writeAccess"] = Vmx("sharedFolder0.present = \"TRUE\"\nsharedFolder0.enabled = \"TRUE\"\n", "sharedFolder0."),
        ["ESXi: advanced options"] = Esxi("esxcli system settings advanced set -o {0} -s {1}\n"),
        ["ESXi: kernel settings"] = Esxi("esxcli system settings kernel set -s {0} -v {1}\n"),
        ["ESXi: esxcli"] = Esxi("esxcli {0} {1}\n"),
        ["ESXi: esxcli network vswitch standard"] = Esxi("esxcli network vswitch standard policy security set -v vSwitch0 {0} {1}\n"),
        ["ESXi: esxcli network vswitch standard portgroup"] = Esxi("esxcli network vswitch standard portgroup policy security set -p lan {0} {1}\n"),
        ["ESXi: esxcli network vswitch standard portgroup --vswitch-name"] = Esxi("esxcli network vswitch standard portgroup add -p lan {0} {1}\n"),
        ["ESXi: esxcli network vswitch standard portgroup --vlan-id"] = Esxi("esxcli network vswitch standard portgroup set -p lan {0} {1}\n"),
        ["PowerCLI, govc: advanced settings of a virtual machine"] = PowerCli("New-AdvancedSetting -Entity a -Name {0} -Value {1}\n"),
        ["PowerCLI: New-HardDisk, Set-HardDisk"] = PowerCli("New-HardDisk -VM a -{0} {1}\n"),
        ["PowerCLI: Set-SecurityPolicy of a switch, Set-VDSecurityPolicy"] = PowerCli("Get-VirtualSwitch -Name a | Get-SecurityPolicy | Set-SecurityPolicy -{0} {1}\n"),
        ["PowerCLI: Set-SecurityPolicy of a port group, Set-VDSecurityPolicy"] = PowerCli("Get-VirtualPortGroup -Name a | Get-SecurityPolicy | Set-SecurityPolicy -{0} {1}\n"),
        ["PowerCLI: New-VirtualPortGroup, Set-VirtualPortGroup"] = PowerCli("New-VirtualPortGroup -Name a -{0} {1}\n"),
        ["PowerCLI: New-Cluster, Set-Cluster"] = PowerCli("Set-Cluster -Cluster a -{0} {1}\n"),
        ["PowerCLI: Set-PowerCLIConfiguration"] = PowerCli("Set-PowerCLIConfiguration -{0} {1}\n"),
        ["govc: vcsa.access ssh_enabled"] = new TextPlace("a.sh", "export GOVC_URL=vcenter.example.net\n§", "govc vcsa.access.ssh.set -enabled={1}\n"),
        ["govc: vcsa.access shell_enabled"] = new TextPlace("a.sh", "export GOVC_URL=vcenter.example.net\n§", "govc vcsa.access.shell.set -enabled={1}\n"),
        ["PowerCLI: VirtualMachineConfigSpec"] = PowerCli("$spec = New-Object VMware.Vim.VirtualMachineConfigSpec\n$spec.{0} = '{1}'\n(Get-VM a | Get-View).ReconfigVM($spec)\n"),
        ["PowerCLI: New-VIPermission"] = PowerCli("New-VIPermission -Role Admin -Entity a -{0} '{1}'\n"),
        ["*.ovf: VirtualSystem"] = Ovf("<VirtualSystem id='a'><Info/></VirtualSystem>", "VirtualSystem"),
        ["*.ovf: VirtualHardwareSection"] = Ovf("<VirtualSystem id='a'><VirtualHardwareSection><Info/></VirtualHardwareSection></VirtualSystem>", "VirtualSystem/VirtualHardwareSection"),
        ["*.ovf: vmw:ExtraConfig"] = new TextPlace("a.ovf", "<Envelope xmlns='http://schemas.dmtf.org/ovf/envelope/1'><VirtualSystem id='a'><VirtualHardwareSection>\n§</VirtualHardwareSection></VirtualSystem></Envelope>", "<ExtraConfig key='{0}' value='{1}'/>\n"),
        ["*.ovf: Item 10"] = OvfItem("<ResourceType>10</ResourceType>"),
        ["*.ovf: Item 1"] = OvfItem("<ResourceType>1</ResourceType><ResourceSubType>vmware.pci.passthrough</ResourceSubType>"),
        ["*.ovf: Item 1, vmware.vmci"] = Ovf(
            "<VirtualSystem id='a'><VirtualHardwareSection><System><VirtualSystemType>vmx-08</VirtualSystemType></System><Item><ResourceType>1</ResourceType><ResourceSubType>vmware.vmci</ResourceSubType></Item></VirtualHardwareSection></VirtualSystem>",
            "VirtualSystem/VirtualHardwareSection/Item"),
        ["*.ovf: Item 14, 22"] = OvfItem("<ResourceType>14</ResourceType>"),
        ["*.ovf: ProductSection/Property"] = Ovf("<VirtualSystem id='a'><ProductSection><Property key='admin_password'/></ProductSection></VirtualSystem>", "VirtualSystem/ProductSection/Property"),
        ["desired state: lockout_policy"] = new TextPlace("vcenter.json", "{ \"authmgmt\": { \"lockout_policy\": { \"failure_interval\": 900§ } } }\n", ", \"{0}\": {1}"),
        ["desired state: password_policy"] = new TextPlace("vcenter.json", "{ \"authmgmt\": { \"password_policy\": { \"max_length\": 20§ } } }\n", ", \"{0}\": {1}"),
        ["DSC: VMHyperV"] = new TextPlace("main.ps1", "Configuration Site {\n  Import-DscResource -ModuleName HyperVDsc\n  Node host1 {\n    VMHyperV a {\n      Name = 'a'\n§    }\n  }\n}\n", "      {0} = '{1}'\n"),
        ["DSC: VMProcessor"] = new TextPlace("main.ps1", "Configuration Site {\n  Import-DscResource -ModuleName HyperVDsc\n  Node host1 {\n    VMProcessor a {\n      VMName = 'a'\n§    }\n  }\n}\n", "      {0} = '{1}'\n"),
        ["DSC: VMNetworkAdapter"] = new TextPlace("main.ps1", "Configuration Site {\n  Import-DscResource -ModuleName HyperVDsc\n  Node host1 {\n    VMNetworkAdapter a {\n      VMName = 'a'\n§    }\n  }\n}\n", "      {0} = '{1}'\n"),
        ["DSC: VMHost"] = new TextPlace("main.ps1", "Configuration Site {\n  Import-DscResource -ModuleName HyperVDsc\n  Node host1 {\n    VMHost a {\n      IsSingleInstance = 'Yes'\n§    }\n  }\n}\n", "      {0} = '{1}'\n"),
        ["JSON: Get-VM"] = new TextPlace("hosts.json", "{ \"ComputerName\": \"host1\", \"VMName\": \"a\", \"Name\": \"a\", \"AutomaticCheckpointsEnabled\": true,§ \"End\": 1 }\n", " \"{0}\": \"{1}\",\n"),
        ["JSON: Get-VMFirmware"] = new TextPlace("hosts.json", "{ \"ComputerName\": \"host1\", \"VMName\": \"a\", \"Name\": \"a\", \"SecureBootTemplate\": \"x\",§ \"End\": 1 }\n", " \"{0}\": \"{1}\",\n"),
        ["JSON: Get-VMProcessor"] = new TextPlace("hosts.json", "{ \"EnableHostResourceProtection\": true, \"ComputerName\": \"host1\", \"VMName\": \"a\", \"Name\": \"a\", § \"End\": 1 }\n", " \"{0}\": \"{1}\",\n"),
        ["JSON: Get-VMNetworkAdapter"] = new TextPlace("hosts.json", "{ \"MacAddressSpoofing\": 1, \"ComputerName\": \"host1\", \"VMName\": \"a\", \"Name\": \"a\", § \"End\": 1 }\n", " \"{0}\": \"{1}\",\n"),
        ["JSON: Get-VMHost"] = new TextPlace("hosts.json", "{ \"UseAnyNetworkForMigration\": 1, \"ComputerName\": \"host1\", \"VMName\": \"a\", \"Name\": \"a\", § \"End\": 1 }\n", " \"{0}\": \"{1}\",\n"),
        ["PowerShell: virtual machine"] = Script("New-VM -Name a\n§"),
        ["PowerShell: virtual machine New-VM -Version"] = Script("New-VM -Name a -MemoryStartupBytes 1GB§\n", " -Version {1}"),
        ["PowerShell: virtual machine New-VM -Generation"] = Script("New-VM -Name a -MemoryStartupBytes 1GB§\n", " -Generation {1}"),
        ["PowerShell: network adapter"] = Script("§"),
        ["PowerShell: host"] = Script("Enable-VMMigration\n§", "{0} {1}\n"),
        ["PowerShell: replica server"] = Script("Set-VMReplicationServer -ReplicationEnabled $true§\n", "\n{0} {1}"),
        ["datacenter.cfg"] = new TextPlace("datacenter.cfg", "keyboard: de\n§", "{0}: {1}\n"),
        ["datacenter.cfg: migration"] = new TextPlace("datacenter.cfg", "migration: network=192.0.2.0/24§\n", ",{0}={1}"),
        ["datacenter.cfg: migration network"] = new TextPlace("datacenter.cfg", "migration: type=secure§\n", ",{0}={1}"),
        ["datacenter.cfg: replication"] = new TextPlace("datacenter.cfg", "replication: network=192.0.2.0/24§\n", ",{0}={1}"),
        ["replication.cfg"] = Section("replication.cfg", "local: 100-0\n"),
        ["status.cfg"] = Section("pve/status.cfg", "graphite: a\n\tport 2003\n"),
        ["status.cfg: influxdb"] = Section("pve/status.cfg", "influxdb: a\n\tport 8086\n\tserver 192.0.2.1\n"),
        ["status.cfg: opentelemetry"] = Section("pve/status.cfg", "opentelemetry: a\n\tport 4318\n\tserver 192.0.2.1\n"),
        ["notifications.cfg"] = Section("notifications.cfg", "smtp: a\n\tserver mail.example.net\n"),
        ["notifications.cfg: smtp"] = Section("notifications.cfg", "smtp: a\n\tfrom-address a@example.net\n"),
        ["storage.cfg"] = Section("storage.cfg", "dir: a\n"),
        ["storage.cfg: pbs"] = Section("storage.cfg", "pbs: a\n\tserver 192.0.2.1\n"),
        ["storage.cfg: esxi"] = Section("storage.cfg", "esxi: a\n\tusername root\n"),
        ["jobs.cfg: vzdump"] = Section("jobs.cfg", "vzdump: backup-1\n\tschedule daily\n"),
        ["mapping/directory.cfg: map"] = new TextPlace("mapping/directory.cfg", "share\n\tmap x=y§\n", ",{0}={1}"),
        ["domains.cfg: ldap, ad"] = Section("domains.cfg", "ldap: corp\n\tbase_dn dc=example,dc=net\n"),
        ["domains.cfg: openid"] = Section("domains.cfg", "openid: sso\n\tissuer-url https://id.example.net\n"),
        ["domains.cfg: tfa"] = new TextPlace("domains.cfg", "pam: pam\n\ttfa type=yubico,id=1§\n", ",{0}={1}"),
        ["sdn/zones.cfg"] = Section("sdn/zones.cfg", "vxlan: a\n"),
        ["sdn/vnets.cfg"] = Section("sdn/vnets.cfg", "vnet: a\n"),
        ["/etc/default/pveproxy"] = new TextPlace("etc/default/pveproxy", "§", "{0}=\"{1}\"\n"),
        ["ceph.conf: global"] = new TextPlace("etc/pve/ceph.conf", "[global]\n\tfsid = 1\n§\n[mon]\n\tauth_x = 1\n", "\t{0} = {1}\n"),
        ["firewall/cluster.fw: [OPTIONS]"] = new TextPlace("firewall/cluster.fw", "[OPTIONS]\n\n§", "{0}: {1}\n"),
        ["nodes/NODE/host.fw: [OPTIONS]"] = new TextPlace("nodes/pve1/host.fw", "[OPTIONS]\n\n§", "{0}: {1}\n"),
        ["firewall/VMID.fw: [OPTIONS]"] = new TextPlace("firewall/100.fw", "[OPTIONS]\n\n§", "{0}: {1}\n"),
        ["sdn/firewall/VNET.fw: [OPTIONS]"] = new TextPlace("sdn/firewall/lan.fw", "[OPTIONS]\n\n§", "{0}: {1}\n"),
        ["provider \"proxmox\" (bpg)"] = new TextPlace("main.tf", "provider \"proxmox\" {\n  endpoint = \"https://a.example.net\"\n§}\n", "  {0} = {1}\n"),
        ["provider \"proxmox\" (Telmate)"] = new TextPlace("main.tf", "provider \"proxmox\" {\n  pm_api_url = \"https://a.example.net\"\n§}\n", "  {0} = {1}\n"),
        ["proxmox_virtual_environment_vm agent/enabled"] = new TextPlace("main.tf", "resource \"proxmox_virtual_environment_vm\" \"a\" {\n  operating_system {\n    type = \"l26\"\n  }\n  agent {\n    timeout = \"5m\"\n§  }\n}\n", "    enabled = {1}\n"),
        ["proxmox_virtual_environment_vm: watchdog"] = Resource("proxmox_virtual_environment_vm", "  watchdog {\n    enabled = true\n§  }\n"),
        ["proxmox_virtual_environment_container: mount_point"] = Resource("proxmox_virtual_environment_container", "  mount_point {\n    path = \"/srv\"\n    volume = \"/tank\"\n§  }\n"),
        ["proxmox_virtual_environment_container: mount_point volume"] = Resource("proxmox_virtual_environment_container", "  mount_point {\n    path = \"/srv\"\n§  }\n"),
        ["proxmox_virtual_environment_download_file"] = Resource("proxmox_virtual_environment_download_file", "  url = \"https://a.example.net/a.img\"\n§"),
        ["proxmox_virtual_environment_file: source_file"] = Resource("proxmox_virtual_environment_file", "  source_file {\n    path = \"https://a.example.net/a.img\"\n§  }\n"),
        ["proxmox_vm_qemu agent"] = Resource("proxmox_vm_qemu", "  qemu_os = \"l26\"\n§"),
        ["proxmox_lxc: mountpoint"] = Resource("proxmox_lxc", "  mountpoint {\n    mp = \"/srv\"\n§  }\n"),
        ["proxmox_virtual_environment_user_token"] = Resource("proxmox_virtual_environment_user_token", "  user_id = \"a@pve\"\n§"),
        ["*.conf: DEFAULT"] = new TextPlace("neutron.conf", "[DEFAULT]\n§", "{0} = {1}\n"),
        ["*.conf: barbican"] = new TextPlace("nova.conf", "[barbican]\nbarbican_endpoint = https://kms.example.net\n§", "{0} = {1}\n"),
        ["*.conf: key_manager"] = new TextPlace("nova.conf", "[key_manager]\n§", "{0} = {1}\n"),
        ["nova.conf: libvirt"] = new TextPlace("nova.conf", "[libvirt]\n§", "{0} = {1}\n"),
        ["nova.conf: DEFAULT"] = new TextPlace("nova.conf", "[libvirt]\n\n[DEFAULT]\n§", "{0} = {1}\n"),
        ["*.conf: oslo_messaging_notifications"] = new TextPlace("nova.conf", "[oslo_messaging_notifications]\n§", "{0} = {1}\n"),
        ["*.conf: oslo_middleware"] = new TextPlace("nova.conf", "[oslo_middleware]\n§", "{0} = {1}\n"),
        ["*.conf: cors"] = new TextPlace("nova.conf", "[cors]\n§", "{0} = {1}\n"),
        ["keystone.conf: DEFAULT"] = new TextPlace("keystone.conf", "[DEFAULT]\n§", "{0} = {1}\n"),
        ["config.json: config_files[]"] = new TextPlace("etc/kolla/nova-api/config.json", "{ \"command\": \"nova-api\", \"config_files\": [{ \"dest\": \"/etc/nova/nova.conf\"§ }] }", ", \"{0}\": \"{1}\""),
        ["Ansible: copy, template, file"] = new TextPlace("tasks/main.yml", "- copy:\n    dest: /etc/nova/nova.conf\n§", "    {0}: \"{1}\"\n"),
        ["Ansible: copy, template, file (libvirt)"] = new TextPlace("tasks/main.yml", "- copy:\n    dest: /etc/libvirt/passwd.db\n§", "    {0}: \"{1}\"\n"),
        ["linuxbridge_agent.ini: vxlan"] = new TextPlace("linuxbridge_agent.ini", "[vxlan]\n§", "{0} = {1}\n"),
        ["neutron.conf: DEFAULT"] = new TextPlace("neutron.conf", "[DEFAULT]\n§", "{0} = {1}\n"),
        ["globals.yml: security groups"] = new TextPlace("kolla/globals.yml", "kolla_base_distro: rocky\n§", "{0}: {1}\n"),
        ["keystone.conf: token"] = new TextPlace("keystone.conf", "[token]\n§", "{0} = {1}\n"),
        ["keystone.conf: security_compliance"] = new TextPlace("keystone.conf", "[security_compliance]\n§", "{0} = {1}\n"),
        ["nova.conf: vnc"] = new TextPlace("nova.conf", "[libvirt]\n\n[vnc]\n§", "{0} = {1}\n"),
        ["nova.conf: spice"] = new TextPlace("nova.conf", "[libvirt]\n\n[spice]\nenabled = true\n§", "{0} = {1}\n"),
        ["nova.conf: workarounds"] = new TextPlace("nova.conf", "[libvirt]\n\n[workarounds]\n§", "{0} = {1}\n"),
        ["nova.conf: glance"] = new TextPlace("nova.conf", "[libvirt]\n\n[glance]\n§", "{0} = {1}\n"),
        ["nova.conf: libvirt sysinfo_serial"] = new TextPlace("nova.conf", "[libvirt]\n§", "{0} = {1}\n"),
        ["nova.conf: spice agent"] = new TextPlace("nova.conf", "[libvirt]\n\n[spice]\nenabled = true\n§", "{0} = {1}\n"),
        ["glance-api.conf: DEFAULT property_protection_file"] = new TextPlace("glance-api.conf", "[DEFAULT]\n§", "{0} = {1}\n"),
        ["glance-api.conf: glance_store"] = new TextPlace("glance-api.conf", "[glance_store]\n§", "{0} = {1}\n"),
        ["cinder.conf: a back end on a share"] = new TextPlace("cinder.conf", "[DEFAULT]\nenabled_backends = nfs1\n\n[nfs1]\n§", "{0} = {1}\n"),
        ["cinder.conf: a back end of LVM"] = new TextPlace("cinder.conf", "[DEFAULT]\nenabled_backends = lvm1\n\n[lvm1]\nvolume_driver = cinder.volume.drivers.lvm.LVMVolumeDriver\n§", "{0} = {1}\n"),
        ["nova.conf: ephemeral_storage_encryption cipher"] = new TextPlace("nova.conf", "[libvirt]\n\n[ephemeral_storage_encryption]\nenabled = true\n§", "{0} = {1}\n"),
        ["nova.conf: ephemeral_storage_encryption"] = new TextPlace("nova.conf", "[libvirt]\n\n[ephemeral_storage_encryption]\n§", "{0} = {1}\n"),
        ["glance-api.conf: paste_deploy"] = new TextPlace("glance-api.conf", "[paste_deploy]\n§", "{0} = {1}\n"),
        ["glance-api.conf: DEFAULT"] = new TextPlace("glance-api.conf", "[DEFAULT]\n§", "{0} = {1}\n"),
        ["glance-api.conf: image_format"] = new TextPlace("glance-api.conf", "[image_format]\n§", "{0} = {1}\n"),
        ["cinder.conf: a back end"] = new TextPlace("cinder.conf", "[DEFAULT]\nenabled_backends = lvm1\n\n[lvm1]\n§", "{0} = {1}\n"),
        ["ml2_conf.ini, *_agent.ini: securitygroup"] = new TextPlace("ml2_conf.ini", "[securitygroup]\n§", "{0} = {1}\n"),
        ["ml2_conf.ini, *_agent.ini: ovs"] = new TextPlace("ml2_conf.ini", "[ovs]\n§", "{0} = {1}\n"),
        ["ml2_conf.ini, *_agent.ini: ovn"] = new TextPlace("ml2_conf.ini", "[ovn]\n§", "{0} = {1}\n"),
        ["ml2_conf.ini: ml2"] = new TextPlace("ml2_conf.ini", "[ml2]\nmechanism_drivers = ovn\n§", "{0} = {1}\n"),
        ["keystone.conf: ldap"] = new TextPlace("keystone.conf", "[ldap]\nurl = ldaps://ldap.example.net\n§", "{0} = {1}\n"),
        ["libvirt_domain: sec_label"] = Resource("libvirt_domain", "  devices = {}\n  sec_label = [{\n    model = \"selinux\"\n§  }]\n"),
        ["libvirt_domain: devices/graphics/vnc"] = Resource("libvirt_domain", "  devices = {\n    graphics = [{ vnc = {\n    port = 5900\n§  } }]\n  }\n"),
        ["libvirt_domain: devices/graphics/spice"] = Resource("libvirt_domain", "  devices = {\n    graphics = [{ spice = {\n    port = 5900\n§  } }]\n  }\n"),
        ["libvirt_domain: devices/disks"] = new TerraformObjectPlace("libvirt_domain", "devices = { disks = [{ model = \"virtio\"", "}] }"),
        ["libvirt_domain: devices/interfaces"] = new TerraformObjectPlace("libvirt_domain", "devices = { interfaces = [{ managed = true", "}] }"),
        ["libvirt_domain: devices/filesystems"] = new TerraformObjectPlace("libvirt_domain", "devices = { filesystems = [{ model = \"virtio\"", "}] }"),
        ["libvirt_domain: devices/filesystems read_only"] = new TerraformObjectPlace("libvirt_domain", "devices = { filesystems = [{ source = { mount = { dir = \"/srv\" } }", "}] }"),
        ["image properties: health"] = new TextPlace("main.tf", "resource \"openstack_images_image_v2\" \"a\" {\n  name = \"a\"\n  properties = {\n    a = \"b\"\n§  }\n}\n", "    \"{0}\" = \"{1}\"\n"),
        ["flavor: extra_specs"] = new TextPlace("main.tf", "resource \"openstack_compute_flavor_v2\" \"a\" {\n  name = \"a\"\n  extra_specs = {\n    a = \"b\"\n§  }\n}\n", "    \"{0}\" = \"{1}\"\n"),
        ["flavor: extra_specs memory encryption"] = new TextPlace("main.tf", "resource \"openstack_compute_flavor_v2\" \"a\" {\n  name = \"a\"\n  extra_specs = {\n    \"hw:mem_encryption\" = \"true\"\n§  }\n}\n", "    \"{0}\" = \"{1}\"\n"),
        ["image properties: firmware"] = new TextPlace("main.tf", "resource \"openstack_images_image_v2\" \"a\" {\n  name = \"a\"\n  properties = {\n    hw_machine_type = \"q35\"\n§  }\n}\n", "    \"{0}\" = \"{1}\"\n"),
        ["image properties: memory encryption"] = new TextPlace("main.tf", "resource \"openstack_images_image_v2\" \"a\" {\n  name = \"a\"\n  properties = {\n    hw_mem_encryption = \"true\"\n§  }\n}\n", "    \"{0}\" = \"{1}\"\n"),
        ["openstack_compute_instance_v2: block_device"] = new TerraformObjectPlace("openstack_compute_instance_v2", "block_device = { source_type = \"image\", destination_type = \"volume\"", "}"),
        ["libvirt_network: 0.9"] = new TerraformPlace("libvirt_network", []),
        ["libvirt_domain: filesystem"] = Resource("libvirt_domain", "  filesystem {\n    source = \"/srv\"\n§  }\n"),
        ["libvirt_domain: filesystem source"] = Resource("libvirt_domain", "  filesystem {\n    target = \"a\"\n§  }\n"),
        ["provider \"nutanix\""] = new TextPlace("main.tf", "provider \"nutanix\" {\n  endpoint = \"a.example.net\"\n§}\n", "  {0} = {1}\n"),
        ["nutanix_images_v2: source/url_source"] = Resource("nutanix_images_v2", "  source {\n  url_source {\n    url = \"https://a.example.net/a.img\"\n§  }\n  }\n"),
        ["nutanix_images_v2: source/url_source/basic_auth"] = Resource("nutanix_images_v2", "  source {\n  url_source {\n    url = \"https://a.example.net/a.img\"\n    basic_auth {\n§    }\n  }\n  }\n"),
        ["provider \"hyperv\""] = new TextPlace("main.tf", "provider \"hyperv\" {\n  host = \"a.example.net\"\n§}\n", "  {0} = {1}\n"),
        ["hyperv_machine_instance: network_adaptors"] = Resource("hyperv_machine_instance", "  network_adaptors {\n    name = \"a\"\n§  }\n"),
        ["provider \"kubevirt\""] = new TextPlace("main.tf", "provider \"kubevirt\" {\n  host = \"https://a.example.net\"\n§}\n", "  {0} = {1}\n"),
        ["provider \"vsphere\""] = new TextPlace("main.tf", "provider \"vsphere\" {\n  vsphere_server = \"a.example.net\"\n§}\n", "  {0} = {1}\n"),
        ["vsphere_content_library: publication"] = Resource("vsphere_content_library", "  publication {\n    username = \"vcsp\"\n§  }\n"),
        ["vsphere_virtual_machine: ovf_deploy"] = Resource("vsphere_virtual_machine", "  ovf_deploy {\n    remote_ovf_url = \"https://a.example.net/a.ova\"\n§  }\n"),
        ["vsphere_virtual_machine: extra_config"] = new TextPlace("main.tf", "resource \"vsphere_virtual_machine\" \"a\" {\n  name = \"a\"\n  extra_config = {\n    a = 1\n§  }\n}\n", "    \"{0}\" = \"{1}\"\n"),
        ["vsphere_entity_permissions: permissions"] = Resource("vsphere_entity_permissions", "  permissions {\n    role_id = \"-1\"\n§  }\n"),
        ["vsphere_entity_permissions: permissions propagate"] = Resource("vsphere_entity_permissions", "  permissions {\n    role_id = \"-1\"\n    user_or_group = \"a\"\n§  }\n"),
        ["vsphere-iso, vsphere-clone"] = Builder("vsphere-iso"),
        ["proxmox-iso, proxmox-clone"] = Builder("proxmox-iso"),
        ["qemu"] = Builder("qemu"),
        ["vmware-iso, vmware-vmx"] = Builder("vmware-iso"),
        ["vmware-iso, vmware-vmx: vmx_data, vmx_data_post"] = BuilderPart("vmware-iso", "vmx_data = {\n    a = 1\n§  }", "    \"{0}\" = \"{1}\"\n"),
        ["vsphere-iso, vsphere-clone: configuration_parameters"] = BuilderPart("vsphere-iso", "configuration_parameters = {\n    a = 1\n§  }", "    \"{0}\" = \"{1}\"\n"),
        ["vsphere-iso, vsphere-clone: export"] = BuilderPart("vsphere-iso", "export {\n    name = \"a\"\n§  }"),
        ["vsphere-iso: network_adapters"] = BuilderPart("vsphere-iso", "network_adapters {\n    network = \"a\"\n§  }"),
        ["proxmox-iso, proxmox-clone: efi_config"] = BuilderPart("proxmox-iso", "efi_config {\n    efi_type = \"4m\"\n§  }"),
        ["proxmox-iso, proxmox-clone: tpm_config"] = BuilderPart("proxmox-iso", "tpm_config {\n    tpm_storage_pool = \"a\"\n§  }"),
        ["proxmox-iso, proxmox-clone: rng0"] = BuilderPart("proxmox-iso", "rng0 {\n    period = 1000\n§  }"),
        ["proxmox-iso, proxmox-clone: disks"] = BuilderPart("proxmox-iso", "disks {\n    disk_size = \"8G\"\n§  }"),
        ["proxmox-iso, proxmox-clone: network_adapters"] = BuilderPart("proxmox-iso", "network_adapters {\n    bridge = \"vmbr0\"\n§  }"),
        ["proxmox-iso, proxmox-clone: vga"] = BuilderPart("proxmox-iso", "vga {\n    memory = 32\n§  }"),
        ["hyperv-iso, hyperv-vmcx"] = Builder("hyperv-iso"),
        ["hyperv-iso, hyperv-vmcx enable_secure_boot"] = BuilderPart("hyperv-iso", "generation = 2\n§"),
        ["virtualbox-iso, virtualbox-ovf, virtualbox-vm"] = Builder("virtualbox-iso"),
        ["builder"] = Builder("qemu"),
        ["provider \"openstack\""] = new TextPlace("main.tf", "provider \"openstack\" {\n  auth_url = \"https://a.example.net\"\n§}\n", "  {0} = {1}\n"),
        ["Ansible: proxmox*"] = new TextPlace("tasks/main.yml", "- proxmox_pool:\n    api_host: a.example.net\n§", "    {0}: \"{1}\"\n"),
        ["Ansible: proxmox* api_host"] = new TextPlace("tasks/main.yml", "- proxmox_pool:\n    poolid: a\n§", "    {0}: \"{1}\"\n"),
        ["instance: config"] = new TextPlace("a.yaml", "architecture: x86_64\nconfig:\n  limits.cpu: \"2\"\n§devices: {}\nprofiles: []\n", "  {0}: \"{1}\"\n"),
        ["instance: devices, type disk"] = new TextPlace("a.yaml", "name: a\nconfig: {}\ndevices:\n  a:\n    type: disk\n    path: /srv\n    source: /tank\n§", "    {0}: \"{1}\"\n"),
        ["instance: devices, type disk source"] = new TextPlace("a.yaml", "name: a\nconfig: {}\ndevices:\n  a:\n    type: disk\n    path: /srv\n§", "    {0}: \"{1}\"\n"),
        ["instance: devices, type nic"] = new TextPlace("a.yaml", "name: a\nconfig: {}\ndevices:\n  a:\n    type: nic\n    network: lan\n§", "    {0}: \"{1}\"\n"),
        ["server: config, core.https_address"] = new TextPlace("a.yaml", "config:\n  core.https_address: \"192.0.2.1\"\n§", "  {0}: \"{1}\"\n"),
        ["server: config, core.https_address core.https_address"] = new TextPlace("a.yaml", "config:\n  images.auto_update_interval: \"6\"\n§", "  {0}: \"{1}\"\n"),
        ["server: config core.metrics_address"] = new TextPlace("a.yaml", "config:\n  images.auto_update_interval: \"6\"\n§", "  {0}: \"{1}\"\n"),
        ["instance: devices, type nic security.acls.default.ingress.action"] = new TextPlace("a.yaml", "name: a\nconfig: {}\ndevices:\n  a:\n    type: nic\n    security.acls: web\n§", "    {0}: \"{1}\"\n"),
        ["certificate"] = new TextPlace("a.yaml", "config: {}\ncertificates:\n  - name: a\n§storage_pools:\n  - name: b\n", "    {0}: \"{1}\"\n"),
        ["lxd_publish_image"] = new TextPlace("main.tf", "resource \"lxd_publish_image\" \"a\" {\n  instance = \"a\"\n§}\n", "  {0} = {1}\n"),
        ["provider \"incus\", provider \"lxd\""] = new TextPlace("main.tf", "provider \"incus\" {\n  default_remote = \"a\"\n§}\n", "  {0} = {1}\n"),
        ["xl.cfg"] = Xl("§"),
        ["xl.cfg: disk"] = new TextPlace("a.cfg", "name = \"a\"\nmemory = 512\nvcpus = 1\ndisk = [ \"vdev=xvda§\" ]\n", ",{0}={1}"),
        ["xl.cfg: vif"] = Xl("vif = [ \"model=e1000§\" ]\n", ",{0}={1}"),
        ["xl.cfg: p9"] = Xl("p9 = [ \"tag=a§\" ]\n", ",{0}={1}"),
        ["xl.cfg: vnc, vfb"] = Xl("vnc = 1\n§"),
        ["xl.cfg: spice"] = Xl("spice = 1\n§"),
        [".vbox: Machine"] = new XmlPlace("a.vbox", "<VirtualBox version='1.19-linux'><Machine name='a'><Hardware/></Machine></VirtualBox>", "Machine"),
        [".vbox: Machine/Hardware/CPU/NestedHWVirt"] = new XmlPlace("a.vbox", "<VirtualBox version='1.19-linux'><Machine name='a'><Hardware><CPU><NestedHWVirt/></CPU></Hardware></Machine></VirtualBox>", "Machine/Hardware/CPU/NestedHWVirt"),
        [".vbox: Machine/Hardware/Display"] = new XmlPlace("a.vbox", "<VirtualBox version='1.19-linux'><Machine name='a'><Hardware><Display/></Hardware></Machine></VirtualBox>", "Machine/Hardware/Display"),
        [".vbox: Machine/MediaRegistry/HardDisks/HardDisk"] = new XmlPlace("a.vbox", "<VirtualBox version='1.19-linux'><Machine name='a'><MediaRegistry><HardDisks><HardDisk/></HardDisks></MediaRegistry><Hardware/></Machine></VirtualBox>", "Machine/MediaRegistry/HardDisks/HardDisk"),
        [".vbox: Machine/Snapshot"] = new XmlPlace("a.vbox", "<VirtualBox version='1.19-linux'><Machine name='a'><Snapshot name='s'/></Machine></VirtualBox>", "Machine/Snapshot"),
        [".vbox: Machine/Hardware/RemoteDisplay"] = new XmlPlace("a.vbox", "<VirtualBox version='1.19-linux'><Machine name='a'><Hardware><RemoteDisplay enabled='true'/></Hardware></Machine></VirtualBox>", "Machine/Hardware/RemoteDisplay"),
        [".vbox: Machine/Hardware/Clipboard, DragAndDrop"] = new XmlPlace("a.vbox", "<VirtualBox version='1.19-linux'><Machine name='a'><Hardware><Clipboard/></Hardware></Machine></VirtualBox>", "Machine/Hardware/Clipboard"),
        [".vbox: Machine/Hardware/Clipboard"] = new XmlPlace("a.vbox", "<VirtualBox version='1.19-linux'><Machine name='a'><Hardware><Clipboard/></Hardware></Machine></VirtualBox>", "Machine/Hardware/Clipboard"),
        [".vbox: Machine/Hardware/Network/Adapter"] = new XmlPlace("a.vbox", "<VirtualBox version='1.19-linux'><Machine name='a'><Hardware><Network><Adapter slot='0' enabled='true'/></Network></Hardware></Machine></VirtualBox>", "Machine/Hardware/Network/Adapter"),
        [".vbox: Machine/Hardware/SharedFolders/SharedFolder"] = new XmlPlace("a.vbox", "<VirtualBox version='1.19-linux'><Machine name='a'><Hardware><SharedFolders><SharedFolder name='s'/></SharedFolders></Hardware></Machine></VirtualBox>", "Machine/Hardware/SharedFolders/SharedFolder"),
        [".vbox: Machine/Hardware/HostPci/Devices/Device"] = new XmlPlace("a.vbox", "<VirtualBox version='1.19-linux'><Machine name='a'><Hardware><HostPci><Devices><Device/></Devices></HostPci></Hardware></Machine></VirtualBox>", "Machine/Hardware/HostPci/Devices/Device"),
        ["config.ssh, config.winrm"] = new TextPlace("Vagrantfile", "Vagrant.configure(\"2\") do |config|\n  config.vm.box = \"a\"\n§end\n", "  config.ssh.{0} = \"{1}\"\n"),
        ["xl.conf"] = new TextPlace("etc/xen/xl.conf", "§", "{0}={1}\n"),
        ["network: config"] = new TextPlace("a.yaml", "name: a\ntype: bridge\nconfig:\n  ipv4.nat: \"true\"\n§", "  {0}: \"{1}\"\n"),
        ["storage pool"] = new TextPlace("a.yaml", "config: {}\nstorage_pools:\n- name: a\n§", "  {0}: {1}\n"),
        ["server: config"] = new TextPlace("a.yaml", "config:\n  core.metrics_address: \"192.0.2.1\"\n§", "  {0}: \"{1}\"\n"),
        ["NAME.conf"] = new TextPlace("a/a.conf", "loader=\"uefi\"\ndisk0_type=\"virtio-blk\"\n§", "{0}=\"{1}\"\n"),
        ["NAME.conf: graphics"] = new TextPlace("a/a.conf", "loader=\"uefi\"\ndisk0_type=\"virtio-blk\"\ngraphics=\"yes\"\n§", "{0}=\"{1}\"\n"),
        ["qemu-system-*: -drive"] = new TextPlace("a.sh", "qemu-system-x86_64 -drive file=/a.img§\n", ",{0}={1}"),
        ["mmds-config"] = new TextPlace("a.json", "{\"boot-source\": {\"kernel_image_path\": \"/k\"}, \"mmds-config\": {\"network_interfaces\": []§}}", ", \"{0}\": \"{1}\""),
        ["machine-config"] = new TextPlace("a.json", "{\"boot-source\": {\"kernel_image_path\": \"/k\"}, \"machine-config\": {\"vcpu_count\": 1§}}", ", \"{0}\": \"{1}\""),
        ["drives"] = new TextPlace("a.json", "{\"boot-source\": {\"kernel_image_path\": \"/k\"}, \"drives\": [{\"drive_id\": \"a\"§}]}", ", \"{0}\": \"{1}\""),
        ["network-interfaces"] = new TextPlace("a.json", "{\"boot-source\": {\"kernel_image_path\": \"/k\"}, \"network-interfaces\": [{\"iface_id\": \"a\"§}]}", ", \"{0}\": \"{1}\""),
        ["VmConfig"] = new JsonPlace("a.json", "{\"payload\": {}, \"cpus\": {\"boot_vcpus\": 1}}"),
        ["disks"] = new TextPlace("a.json", "{\"payload\": {}, \"cpus\": {\"boot_vcpus\": 1}, \"disks\": [{\"id\": \"a\"§}]}", ", \"{0}\": \"{1}\""),
        ["table Bridge"] = new TextPlace("a.sh", "ovs-vsctl add-br br0\n§", "ovs-vsctl set bridge br0 {0}={1}\n"),
        ["table SSL"] = new TextPlace("a.sh", "ovs-vsctl set-ssl /k /c /a\n§", "ovs-vsctl set ssl . {0}={1}\n"),
        ["table Interface"] = new TextPlace("a.sh", "ovs-vsctl add-br br0 -- add-port br0 vnet0\n§", "ovs-vsctl set interface vnet0 '{0}=\"{1}\"'\n"),
        ["table Interface: psk"] = new TextPlace("a.sh", "ovs-vsctl add-br br0 -- add-port br0 g -- set interface g type=gre options:remote_ip=192.0.2.1\n§", "ovs-vsctl set interface g {0}={1}\n"),
        ["table Mirror"] = new TextPlace("a.sh", "ovs-vsctl add-br br0 -- --id=@m create mirror name=m0 -- set bridge br0 mirrors=@m\n§", "ovs-vsctl set mirror m0 {0}={1}\n"),
        ["VirtualMachine"] = Instance("  domain:\n    devices: {}\n", "  §\n"),
        ["VirtualMachine domain.firmware.uuid"] = Instance("", "  §\n"),
        ["VirtualMachine domain.cpu.model"] = Instance("", "  §\n"),
        ["VirtualMachine domain.devices.logSerialConsole"] = Instance("", "  §\n"),
        ["VirtualMachine: domain.firmware.bootloader.efi"] = Instance("  domain:\n    firmware:\n      bootloader:\n        efi:\n          persistent: true\n", "          §\n"),
        ["VirtualMachine: domain.devices.tpm"] = Instance("  domain:\n    devices:\n      tpm:\n        enabled: true\n", "        §\n"),
        ["VirtualMachine: domain.launchSecurity.sev"] = Instance("  domain:\n    launchSecurity:\n      sev:\n        attestation: {}\n", "        §\n"),
        ["VirtualMachine: domain.devices"] = Instance("  domain:\n    devices:\n      rng: {}\n", "      §\n"),
        ["VirtualMachine: domain.devices.interfaces"] = Instance("  networks:\n  - name: a\n    pod: {}\n  domain:\n    devices:\n      interfaces:\n      - name: a\n        masquerade: {}\n", "        §\n"),
        ["DataVolume: spec.source.http"] = Object("cdi.kubevirt.io/v1beta1", "DataVolume", "spec:\n  source:\n    http:\n      url: https://a.example.net/a.qcow2\n", "      §\n"),
        ["DataVolume: spec.source.imageio"] = Object("cdi.kubevirt.io/v1beta1", "DataVolume", "spec:\n  source:\n    imageio:\n      url: https://a.example.net\n", "      §\n"),
        ["VirtualMachineSnapshot"] = Object("snapshot.kubevirt.io/v1beta1", "VirtualMachineSnapshot", "", "§\n"),
        ["VirtualMachineExport"] = Object("export.kubevirt.io/v1beta1", "VirtualMachineExport", "", "§\n"),
        ["KubeVirt: spec.configuration"] = Object("kubevirt.io/v1", "KubeVirt", "spec:\n  configuration:\n    machineType: q35\n", "    §\n"),
        ["HyperConverged: spec, spec.virtualization"] = Object("hco.kubevirt.io/v1beta1", "HyperConverged", "spec:\n  defaultCPUModel: a\n", "  §\n"),
        ["NetworkAttachmentDefinition: spec.config"] = new TextPlace("a.yaml", "apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: a\nspec:\n  config: '{\"type\": \"bridge\"§}'\n", ", \"{0}\": \"{1}\""),
        ["StorageClass"] = Object("storage.k8s.io/v1", "StorageClass", "provisioner: driver.longhorn.io\n", "§\n"),
        ["VirtualMachineImage"] = Object("harvesterhci.io/v1beta1", "VirtualMachineImage", "", "§\n"),
        ["ScheduleVMBackup"] = Object("harvesterhci.io/v1beta1", "ScheduleVMBackup", "", "§\n"),
        ["Setting: overcommit-config"] = HarvesterSetting("overcommit-config"),
        ["Setting: kubevirt-migration"] = HarvesterSetting("kubevirt-migration"),
        ["Setting: cluster-registration-url"] = HarvesterSetting("cluster-registration-url"),
        ["Setting: backup-target"] = HarvesterSetting("backup-target"),
        ["kubevirt_virtual_machine: spec/template/spec"] = new TextPlace("main.tf", "resource \"kubevirt_virtual_machine\" \"a\" {\n  spec {\n    template {\n      spec {\n§      }\n    }\n  }\n}\n", "        {0} = \"{1}\"\n"),
        ["harvester_image security_parameters/crypto_operation"] = new TextPlace("main.tf", "resource \"harvester_image\" \"a\" {\n  name = \"a\"\n§}\n", "  security_parameters = { crypto_operation = \"{1}\" }\n"),
        ["harvester_storageclass parameters/encrypted"] = new TextPlace("main.tf", "resource \"harvester_storageclass\" \"a\" {\n  name = \"a\"\n§}\n", "  parameters = { encrypted = \"{1}\" }\n"),
        ["MigrationPolicy"] = Object("migrations.kubevirt.io/v1alpha1", "MigrationPolicy", "", "§\n"),
        ["Ansible: proxmox*"] = new AnsiblePlace("proxmox_pool", "", "api_host: a.example.net"),
        ["Ansible: proxmox* api_host"] = new AnsiblePlace("proxmox_pool", "", "poolid: a"),
        ["Ansible: proxmox_user: tokens[]"] = new AnsiblePlace("proxmox_user", "tokens[]", "", "userid: a@pve"),
        ["Ansible: proxmox_storage: cifs_options"] = new AnsiblePlace("proxmox_storage", "cifs_options", "", "type: cifs\n    name: a"),
        ["Ansible: vmware_*"] = new AnsiblePlace("vmware_cluster_ha", "", "username: a"),
        ["Ansible: vmware.vmware_rest.*"] = new AnsiblePlace("vmware.vmware_rest.vcenter_vm", "", "vcenter_username: a"),
        ["Ansible: vmware.vmware.*_content_library"] = new AnsiblePlace("vmware.vmware.local_content_library", "", "name: a"),
        ["Ansible: vmware_object_role_permission"] = new AnsiblePlace("vmware_object_role_permission", "", "principal: a\n    role: Admin"),
        ["Ansible: ovirt_permission"] = new AnsiblePlace("ovirt_permission", "", "user_name: a"),
        ["libvirt_domain: graphics"] = Resource("libvirt_domain", "  graphics {\n    listen_type = \"address\"\n§  }\n"),
    };

    /// <summary>Values for keys that accept more than a closed set of words, by place and key, or by what they accept.</summary>
    private static readonly Dictionary<string, string[]> s_samples = new(StringComparer.Ordinal)
    {
        ["lxc/VMID.conf: mpN volume"] = ["/tank", "/srv"],
        ["proxmox_virtual_environment_container: mount_point volume"] = ["/tank", "/srv"],
        ["proxmox_lxc: mountpoint volume"] = ["/tank", "/srv"],
        ["proxmox_lxc: mountpoint storage"] = ["/tank", "/srv"],
        ["instance: devices, type disk source"] = ["/tank", "/srv"],
        ["a number between 1 and 16777215"] = ["20", "4000"],
        ["text"] = ["alpha", "beta"],
        ["12 hexadecimal digits"] = ["080027A1B2C3", "080027000001"],
        ["a UUID in braces"] = ["{0d8a1d2c-9f55-4a7e-8c56-0a2f1b7c9d11}", "{4eb459f2-86c7-4ba2-b987-77c2d9a7f0aa}"],
        ["a time such as '2025-11-03T08:15:00Z'"] = ["2025-11-03T08:15:00Z", "2024-01-02T03:04:05Z"],
        ["an address, with or without a port"] = ["192.0.2.7:8443", "[::]:8443"],
        ["an address"] = ["192.0.2.7", "127.0.0.1"],
        ["a digest"] = ["sha256:3b2f0c1d7b6f1e5a9c84c7d4d0b9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1", "md5:9e107d9d372bb6826bd81d3542a419d6"],
        ["a user or group"] = ["alpha", "EXAMPLE/Domain Users"],
        ["a UUID"] = ["0d8a1d2c-9f55-4a7e-8c56-0a2f1b7c9d11", "4eb459f2-86c7-4ba2-b987-77c2d9a7f0aa"],
        ["a UUID of 16 bytes"] = ["56 4d 9e 11 02 7c 4f 3a-91 b0 6d 0e 57 aa 10 01", "564d9e11027c4f3a91b06d0e57aa1002"],
        ["an identifier of vSphere's API for a guest operating system"] = ["debian12_64Guest", "windows7Server64Guest"],
        ["an identifier of a guest operating system"] = ["debian12-64", "windows11-64"],
        ["a whole number"] = ["7", "9000"],
        ["a number of bytes"] = ["1048576", "0"],
        ["seconds since 1970"] = ["1700000000", "1710000000"],
        ["octal permissions such as '0700'"] = ["0700", "0777"],
        ["nothing"] = ["yes"],
        ["a hardware address such as '52:54:00:12:34:56'"] = ["52:54:00:12:34:56", "bc:24:11:00:00:01"],
        ["a version of virtual hardware"] = ["8", "20"],
        ["the number of a VLAN"] = ["7", "4095"],
        ["a libosinfo identifier such as 'http://debian.org/debian/13'"] = ["http://debian.org/debian/12", "http://microsoft.com/win/11"],
        ["a machine type"] = ["pc-q35-9.0", "pc-i440fx-8.1"],
        ["a device model"] = ["virtio", "vmvga"],
        ["the name of a block driver"] = ["qcow2", "raw"],
        ["a list of 'images', 'rootdir', 'vztmpl', 'iso', 'backup', 'snippets', 'import' and 'none'"] = ["images,rootdir", "backup"],
        ["'1', '0' or a time in seconds"] = ["1", "0"],
        ["a key manager"] = ["barbican", "nova.keymgr.conf_key_mgr.ConfKeyManager"],
        ["a back end"] = ["lvm", "qcow2"],
        ["a source of serial numbers"] = ["unique", "hardware"],
        ["a path to a file of rules"] = ["property-protections.conf"],
        ["a provider"] = ["luks", "plain"],
        ["a connection"] = ["tcp:192.0.2.7:6640", "ssl:192.0.2.7:6640"],
        ["a ratio"] = ["4.0", "1.5"],
        ["a driver of notifications"] = ["messagingv2", "noop"],
        ["permissions"] = ["0640", "0644"],
        ["a list of plug-ins"] = ["router,log", "router,qos"],
        ["a list of origins"] = ["https://cloud.example.net", "*"],
        ["a pattern of events"] = ["identity.user.created", "identity.authenticate.failure"],
        ["a driver"] = ["openvswitch", "noop"],
        ["a list of drivers"] = ["port_security", "qos"],
        ["a list of schemes"] = ["vencrypt", "none"],
        ["a method"] = ["zero", "none"],
        ["a pipeline"] = ["keystone", "caching"],
        ["a type"] = ["kvm", "qemu"],
        ["'keep-all=1', or numbers such as 'keep-daily=7,keep-weekly=4'"] = ["keep-all=1", "keep-daily=7"],
    };

    /// <summary>The place of a row: the key's own, the platform's own, the table's, or what its name tells.</summary>
    public static Place? Of(IBindingTable table, IBindingRow row, string platform) =>
        s_places.GetValueOrDefault($"{table.Place} {row.Key}") ?? s_places.GetValueOrDefault($"{table.Place} {platform}") ?? s_places.GetValueOrDefault(table.Place)
        ?? (Place?)AnsiblePlace.Of(table.Place) ?? TerraformPlace.Of(table.Place);

    /// <summary>The words of a closed set, else samples; empty when nobody has given any.</summary>
    public static IReadOnlyList<string> WordsOf(IBindingTable table, IBindingRow row) => row.Words.Count > 0
        ? row.Words
        : s_samples.GetValueOrDefault($"{table.Place} {row.Key}") ?? s_samples.GetValueOrDefault(row.Expected) ?? [];

    private static TextPlace Xl(string place, string setting = "{0} = \"{1}\"\n") =>
        new("a.cfg", $"name = \"a\"\nmemory = 512\nvcpus = 1\ndisk = [ \"vdev=xvda,target=/a\" ]\n{place}", setting);

    private static XmlPlace Domain(string scope, string device = "", string type = "kvm") => new(
        "a.xml",
        $"<domain type='{type}'>\n  <name>a</name>\n  <memory>1024</memory>\n  <os>\n    <type>hvm</type>\n  </os>\n  <devices>\n    {device}\n  </devices>\n</domain>",
        scope);

    /// <summary>A virtual machine of VMware's, with a device that the keys are of.</summary>
    private static TextPlace Esxi(string command) => new("ks.cfg", "vmaccepteula\ninstall --firstdisk\n%firstboot --interpreter=busybox\n§", command);

    private static XmlPlace Ovf(string content, string scope) => new("a.ovf", $"<Envelope xmlns='http://schemas.dmtf.org/ovf/envelope/1'>{content}</Envelope>", scope);

    private static XmlPlace OvfItem(string item) => Ovf($"<VirtualSystem id='a'><VirtualHardwareSection><Item>{item}</Item></VirtualHardwareSection></VirtualSystem>", "VirtualSystem/VirtualHardwareSection/Item");

    private static TextPlace Vmx(string device, string prefix = "") => new("a/a.vmx", $"displayName = \"a\"\n{device}§", prefix + "{0} = \"{1}\"\n");

    /// <summary>An object of Kubernetes.</summary>
    private static YamlPlace Object(string version, string kind, string before, string place) =>
        new("a.yaml", $"apiVersion: {version}\nkind: {kind}\nmetadata:\n  name: a\n{before}{place}");

    /// <summary>A setting of Harvester's whose value is an object.</summary>
    private static TextPlace HarvesterSetting(string name) =>
        new("a.yaml", $"apiVersion: harvesterhci.io/v1beta1\nkind: Setting\nmetadata:\n  name: {name}\nvalue: '{{\"a\": \"b\"§}}'\n", ", \"{0}\": \"{1}\"");

    /// <summary>A running guest of KubeVirt's.</summary>
    private static YamlPlace Instance(string before, string place) => Object("kubevirt.io/v1", "VirtualMachineInstance", "spec:\n" + before, place);
    /// <summary>A script for Hyper-V.</summary>
    private static TextPlace PowerCli(string command) => new("a.ps1", "Connect-VIServer a\n§", command);

    private static TextPlace Script(string template, string setting = "{0} {1} -VMName a\n") => new("a.ps1", "# Set-VMFirmware\n" + template, setting);
    private static TextPlace Heat(string type) =>
        new("stack.yaml", $"heat_template_version: 2018-08-31\nresources:\n  a:\n    type: {type}\n    properties:\n      name: a\n§", "      {0}: {1}\n");

    private static ConfPlace Conf(string path) => new(path);

    private static TextPlace Guest(string template, string setting = "{0}: {1}\n", string folder = "qemu-server") => new($"{folder}/100.conf", template, setting);

    /// <summary>A source of Packer's.</summary>
    private static TextPlace Builder(string type) =>
        new("a.pkr.hcl", $"source \"{type}\" \"a\" {{\n  vm_name = \"a\"\n§}}\n", "  {0} = \"{1}\"\n");

    /// <summary>A block or map of a source of Packer's.</summary>
    private static TextPlace BuilderPart(string type, string part, string setting = "    {0} = \"{1}\"\n") =>
        new("a.pkr.hcl", $"source \"{type}\" \"a\" {{\n  vm_name = \"a\"\n  {part}\n}}\n", setting);

    /// <summary>A Terraform resource.</summary>
    private static TextPlace Resource(string type, string body) =>
        new("main.tf", $"resource \"{type}\" \"a\" {{\n  name = \"a\"\n{body}}}\n", "    {0} = \"{1}\"\n");

    private static TextPlace Section(string path, string text) => new(path, text + "§", "\t{0} {1}\n");
}

/// <summary>libvirt's own configuration files, in which numbers stand bare and texts in quotes.</summary>
internal sealed record ConfPlace(string Path) : Place(Path)
{
    public override string Text(string key, string? word) =>
        word is null ? "# nothing\n" : long.TryParse(word, out _) && !word.StartsWith('0') || word == "0" ? $"{key} = {word}\n" : $"{key} = \"{word}\"\n";
}
