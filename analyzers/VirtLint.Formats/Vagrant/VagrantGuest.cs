using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ruby;

namespace VirtLint.Formats.Vagrant;

/// <summary>Binds the calls of one file: those of the project as a whole, and of each machine that it defines.</summary>
internal sealed class VagrantGuest(FilePath path, BindingContext context)
{
    private const string Source = "Vagrant documentation";

    public static readonly BindingTable<VirtualMachine> Forwarding = new BindingTable<VirtualMachine>(Platform.Vagrant, "Vagrantfile: config.ssh", Source)
        .Computed("forward_agent, forward_x11", m => m.ForwardsLogin, "'true'", source: "config.ssh.forward_agent");

    public static readonly BindingTable<SharedFolder> Folders = new BindingTable<SharedFolder>(Platform.Vagrant, "config.vm.synced_folder", Source + ": Synced Folders, Basic Usage")
        .Computed("0", s => s.HostPath, "an absolute path of the host");

    public static readonly BindingTable<Credential> Login = new BindingTable<Credential>(Platform.Vagrant, "config.ssh, config.winrm", Source + ": config.ssh")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "config.ssh.password")
        .Computed("insert_key", c => c.IsPublishedKey, "'false', without a key of the project's own", whenAbsent: "replaced", source: "config.ssh.insert_key");

    public static readonly BindingTable<Image> Box = new BindingTable<Image>(Platform.Vagrant, "config.vm", Source + ": config.vm")
        .Computed("box_url", i => i.Url, "a URL", source: "config.vm.box_url")
        .Computed("box_version", i => i.HasMovingTag, "a version", whenAbsent: "the newest one of a box that has an owner", source: "config.vm.box_version")
        .Computed("box_url", i => i.Protocol, "its scheme", source: "config.vm.box_url")
        .Computed("box_url", i => i.Host, "its host", source: "config.vm.box_url")
        .Computed("box_download_insecure", i => i.VerifyTls, "'true'", whenAbsent: "verified", source: "config.vm.box_download_insecure")
        .Computed("box_download_checksum, box_download_checksum_type", i => i.Checksum, "a digest", whenAbsent: "none", source: "config.vm.box_download_checksum");

    public static readonly BindingTable<NetworkInterface> Cards = new BindingTable<NetworkInterface>(Platform.Vagrant, "customize: modifyvm", "VirtualBox manual: VBoxManage modifyvm")
        .Computed("--nic-promiscN", n => n.IsPromiscuous, "'allow-vms', 'allow-all'", source: "--nic-promisc");

    public static readonly BindingTable<RemoteConsole> Console = new BindingTable<RemoteConsole>(Platform.Vagrant, "customize: modifyvm; libvirt", "VirtualBox manual: VBoxManage modifyvm")
        .Computed("--vrde, libvirt.graphics_ip", c => c.Protocol, "'on'; an address", source: "--vrde")
        .Computed("--vrde-address, graphics_ip", c => c.Address, "an address", whenAbsent: "any; loopback of libvirt", source: "--vrde-address")
        .Computed("--vrde-auth-type", c => c.Authentication, "'null', 'external', 'guest'; graphics_passwd", whenAbsent: "none", source: "--vrde-auth-type")
        .Computed("--vrde-multi-con", c => c.IgnoresExclusiveViewers, "'on'", source: "--vrde-multi-con")
        .Computed("graphics_passwd", c => c.Password, "a password", source: "vagrant-libvirt: graphics_passwd");

    public static readonly BindingTable<SideChannel> Channels = new BindingTable<SideChannel>(Platform.Vagrant, "customize: modifyvm", "VirtualBox manual: VBoxManage modifyvm")
        .Computed("--clipboard-mode, --clipboard, --drag-and-drop, --draganddrop", s => s.IsOpen, "any mode but 'disabled'", source: "--clipboard-mode");

    public static readonly BindingTable<CpuFeature> Nesting = new BindingTable<CpuFeature>(Platform.Vagrant, "customize: modifyvm; libvirt, hyperv", "VirtualBox manual: VBoxManage modifyvm")
        .Computed("--nested-hw-virt, nested, enable_virtualization_extensions", c => c.Policy, "'on', 'true'", source: "--nested-hw-virt");

    public static readonly BindingTable<RawArgument> Arguments = new BindingTable<RawArgument>(Platform.Vagrant, "libvirt: qemuargs", "vagrant-libvirt: qemuargs")
        .Computed("qemuargs", r => r.Effect, "what an option of QEMU does")
        .Computed("qemuargs", r => r.Listens, "the address of a monitor, console or debugger");

    private readonly Dictionary<RubyCall, VirtualMachine> _defined = [];
    private readonly Dictionary<VirtualMachine, List<RubyCall>> _calls = [];
    private VirtualMachine? _project;

    public void Read(RubyCall call)
    {
        if (call.Block is null || call.Path.Length < 2 || MachineOf(call) is not { } machine)
            return;

        if (!_calls.TryGetValue(machine, out var calls))
            _calls.Add(machine, calls = []);

        calls.Add(call);
    }

    public void Complete()
    {
        // The libvirt provider tunnels forwarded ports through SSH, on loopback.
        var isForwardedByProvider = _calls.Values.SelectMany(static calls => calls).Any(static call => ProviderOf(call) is "libvirt");
        foreach (var entry in _calls)
        {
            foreach (var call in entry.Value)
                Bind(entry.Key, call, isForwardedByProvider);

            BindLogin(entry.Key, entry.Value);
            BindBox(entry.Key, entry.Value);
            new VagrantProvider(entry.Key, context).Bind(entry.Value);
        }
    }

    /// <summary>The provider whose block the call stands in; null outside of any.</summary>
    public static string? ProviderOf(RubyCall call)
    {
        for (var block = call.Block; block is not null; block = block.Call.Block)
        {
            if (block.Call.Path[block.Call.Path.Length - 1].Text == "provider")
                return block.Call.Find("0")?.Value;
        }

        return null;
    }

    /// <summary>The setting that a call states, by its path behind the parameter of its block: <c>vm.box</c>.</summary>
    public static string KeyOf(RubyCall call) => string.Join(".", call.Path.Skip(1).Select(static part => part.Text));

    private VirtualMachine? MachineOf(RubyCall call)
    {
        for (var block = call.Block; block is not null; block = block.Call.Block)
        {
            if (block.Call.Path[block.Call.Path.Length - 1].Text != "define")
                continue;

            if (!_defined.TryGetValue(block.Call, out var machine))
            {
                var name = block.Call.Find("0");
                machine = Add(name is { Unresolved: null } ? name.AsLiteral() : new Literal("machine", block.Call.Anchor), isProfile: false);
                _defined.Add(block.Call, machine);
            }

            return machine;
        }

        return _project ??= Add(new Literal(NameOf(path), call.Block?.Call.Path[0].Span ?? call.Anchor), isProfile: true);
    }

    private VirtualMachine Add(Literal name, bool isProfile) =>
        context.Add(new VirtualMachine(name.Text, context.Origin(name.Span)) { IsProfile = isProfile, HasPlaceForLabels = false });

    private void Bind(VirtualMachine machine, RubyCall call, bool isForwardedByProvider)
    {
        switch (KeyOf(call))
        {
            case "vm.network" when call.Find("0")?.Value == "forwarded_port" && call.Find("disabled")?.Value != "true" && !call.IsConditional:
                BindForward(machine, call, isForwardedByProvider);
                break;
            case "vm.synced_folder" when call.Find("disabled")?.Value != "true":
                BindFolder(machine, call);
                break;
        }
    }

    /// <summary>A port is forwarded on every address, unless <c>host_ip</c> says otherwise. Loopback is the default of those forwards alone that Vagrant adds by itself.</summary>
    private void BindForward(VirtualMachine machine, RubyCall call, bool isForwardedByProvider)
    {
        if (call.Find("host_ip") is { } address)
            machine.ForwardedPorts = [.. machine.ForwardedPorts, Facts.Read(call, address, "host_ip", Vocabulary.Listen, context)];
        else if (!isForwardedByProvider && call.Find("host") is { } port)
            machine.ForwardedPorts = [.. machine.ForwardedPorts, Fact.Default(ListenAddress.Of(""), context.Origin(port.ValueSpan), $"{Source}: Forwarded Ports, host_ip", "host_ip")];
    }

    private void BindFolder(VirtualMachine machine, RubyCall call)
    {
        if (call.Find("0") is not { } source || !(source.Value.StartsWith("/", StringComparison.Ordinal) || source.Unresolved is not null))
            return;

        var folder = context.Add(new SharedFolder(call.Find("1") is { Unresolved: null } target ? target.Value : "folder", context.Origin(source.ValueSpan), machine));
        folder.HostPath = Facts.Read(call, source, "synced_folder", Vocabulary.Text, context);
    }

    /// <summary>The key that every base box brings along is public; it stays where the project says not to replace it.</summary>
    private void BindLogin(VirtualMachine machine, List<RubyCall> calls)
    {
        foreach (var call in calls)
        {
            if (!call.IsAssignment || call.Find("0") is not { } value)
                continue;

            switch (KeyOf(call))
            {
                case "ssh.password" or "winrm.password":
                    context.Add(new Credential(KeyOf(call), context.Origin(call.Anchor))).Value = Facts.Read(call, value, "password", Vocabulary.Secret, context);
                    break;
                case "ssh.forward_agent" or "ssh.forward_x11" when value.Value == "true" || value.Unresolved is not null || call.IsConditional:
                    machine.ForwardsLogin = call.IsConditional || value.Unresolved is not null
                        ? Fact<string>.Unresolved(context.Origin(value.ValueSpan), value.Value, value.Unresolved ?? "condition", KeyOf(call))
                        : Fact.Stated(KeyOf(call) == "ssh.forward_agent" ? "keys" : "display", context.Origin(value.ValueSpan), value.Value, KeyOf(call));
                    break;
                case "ssh.insert_key" when value.Value == "false" && !calls.Any(static other => KeyOf(other) == "ssh.private_key_path"):
                    context.Add(new Credential("ssh.insert_key", context.Origin(call.Anchor))).IsPublishedKey = call.IsConditional
                        ? Fact<bool>.Unresolved(context.Origin(value.ValueSpan), value.Value, "condition", "ssh.insert_key")
                        : Fact.Stated(true, context.Origin(value.ValueSpan), value.Value, "ssh.insert_key");
                    break;
            }
        }
    }

    private void BindBox(VirtualMachine machine, List<RubyCall> calls)
    {
        var byKey = calls.Where(static call => call.IsAssignment).GroupBy(KeyOf, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.Last(), StringComparer.Ordinal);
        if (!byKey.TryGetValue("vm.box_url", out var urlCall) || urlCall.Find("0") is not { IsList: false } url)
        {
            BindVersion(machine, byKey);

            // A box by its name alone comes from a registry, by TLS.
            if (byKey.TryGetValue("vm.box_download_insecure", out var insecure) && insecure.Find("0") is { } flag)
                AddBox(machine, byKey).VerifyTls = Facts.Read(insecure, flag, "vm.box_download_insecure", s_opposite, context);

            return;
        }

        var box = AddBox(machine, byKey);
        box.Url = Facts.Read(urlCall, url, "vm.box_url", Vocabulary.Text, context);
        box.Protocol = box.Url.Select(static text =>
            text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? StorageProtocol.Https
            : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? StorageProtocol.Http
            : StorageProtocol.Ftp);
        if (!box.Url.Is(static text => text.StartsWith("http", StringComparison.OrdinalIgnoreCase)))
        {
            box.Protocol = Fact<StorageProtocol>.Absent;
            return;
        }

        box.Host = box.Url.Select(Url.HostOf);
        if (byKey.TryGetValue("vm.box_download_insecure", out var isInsecure) && isInsecure.Find("0") is { } verify)
            box.VerifyTls = Facts.Read(isInsecure, verify, "vm.box_download_insecure", s_opposite, context);

        if (byKey.TryGetValue("vm.box_download_checksum", out var sum) && sum.Find("0") is { Value.Length: > 0 } digest)
        {
            var kind = byKey.TryGetValue("vm.box_download_checksum_type", out var type) ? type.Find("0")?.Value : null;
            box.Checksum = digest.Unresolved is { } reason
                ? Fact<ImageChecksum>.Unresolved(context.Origin(digest.ValueSpan), digest.Value, reason, "vm.box_download_checksum")
                : Fact.Stated(kind is "md5" or "sha1" ? ImageChecksum.Weak : ImageChecksum.Strong, context.Origin(digest.ValueSpan), digest.Value, "vm.box_download_checksum");
        }
        else if (!url.Value.EndsWith(".json", StringComparison.Ordinal))
        {
            // The catalog of a box holds the digests of its versions.
            box.Checksum = Fact.Default(ImageChecksum.None, context.Origin(url.ValueSpan), $"{Source}: config.vm.box_download_checksum", "vm.box_download_checksum");
        }
    }

    /// <summary>A box of a registry is fetched in its newest version where none is named. // config.vm.box_version: ">= 0"</summary>
    private void BindVersion(VirtualMachine machine, Dictionary<string, RubyCall> byKey)
    {
        if (byKey.ContainsKey("vm.box_url") || !byKey.TryGetValue("vm.box", out var call) || call.Find("0") is not { Unresolved: null } name || !IsOfRegistry(name.Value))
            return;

        // What the project says holds for each of its machines.
        var calls = _project is not null && _calls.TryGetValue(_project, out var shared) ? [.. _calls[machine], .. shared] : _calls[machine];
        if (!calls.Exists(static other => KeyOf(other) is "vm.box_version" or "vm.box_url"))
            AddBox(machine, byKey).HasMovingTag = call.IsConditional ? Fact<bool>.Unresolved(context.Origin(name.ValueSpan), name.Value, "condition", "vm.box") : Fact.Stated(true, context.Origin(name.ValueSpan), name.Value, "vm.box");
    }

    /// <summary><c>owner/name</c>: a box without an owner is one that was added by hand.</summary>
    private static bool IsOfRegistry(string name) => name.Split('/') is [{ Length: > 0 } owner, { Length: > 0 }] && owner[0] is not ('.' or '~') && !TemplateMarks.Contains(name);

    private static readonly Vocabulary<bool> s_opposite = Vocabulary.Of(("true", false), ("false", true));

    private Image AddBox(VirtualMachine machine, Dictionary<string, RubyCall> byKey)
    {
        var name = byKey.TryGetValue("vm.box", out var call) ? call.Find("0") : null;
        return context.Add(new Image(name is { Unresolved: null } ? name.Value : "box", context.Origin(name?.ValueSpan ?? machine.Origin.Span), machine));
    }

    private static string NameOf(FilePath path) => path.FolderName.Length > 0 ? path.FolderName : "Vagrantfile";
}
