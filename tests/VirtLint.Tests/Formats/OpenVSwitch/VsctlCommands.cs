using System;
using System.Linq;

namespace VirtLint.Tests.Formats.OpenVSwitch;

/// <summary>Scripts of random commands that ovs-vsctl takes.</summary>
internal sealed class VsctlCommands(int seed)
{
    private static readonly string[] s_ports = ["vnet0", "vnet1", "tap2", "eth0", "eth1", "vx0"];
    private readonly Random _random = new(seed);

    public string Script()
    {
        var script = "ovs-vsctl --no-wait add-br br0 -- add-br br1\n";
        foreach (var _ in Enumerable.Range(0, 12))
        {
            // Commands of one call are joined; each stands for itself, and what one makes another may change.
            var calls = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Command());
            script += $"ovs-vsctl --no-wait {string.Join(_random.Next(2) == 0 ? " -- " : " \\\n    -- ", calls)}\n";
        }

        return script;
    }

    private string Command()
    {
        var bridge = Of("br0", "br1");
        var port = Of(s_ports);
        return _random.Next(22) switch
        {
            0 or 1 or 2 => $"--may-exist add-port {BridgeOf(port)} {port}{Of("", " tag=10", " trunks=20,30", " tag=7 vlan_mode=native-untagged", " vlan_mode=trunk")}",
            3 => $"--if-exists del-port {port}",
            4 => $"set-fail-mode {bridge} {Of("secure", "standalone")}",
            5 => $"del-fail-mode {bridge}",
            6 => $"set-controller {bridge} {Of("tcp:192.0.2.5:6653", "ssl:192.0.2.6", "unix:/run/c.sock", "ptcp:6653:127.0.0.1 tcp:192.0.2.7")}",
            7 => $"del-controller {bridge}",
            8 => $"set-manager {Of("ptcp:6640", "pssl:6640", "ptcp:6640:127.0.0.1 ssl:192.0.2.9:6640")}",
            9 => "del-manager",
            10 => $"{Of("", "--bootstrap ")}set-ssl /k.pem /c.pem /ca.pem",
            11 => "del-ssl",
            12 => $"set bridge {bridge} {Of("flood-vlans=10,20", "flood_vlans=[30]", "flood-vlans=40", "Other-Config:forward-bpdu=true", "other_config={forward-bpdu=false,mac-aging-time=60}", "fail_mode=secure", "rstp_enable=true")}",
            13 => $"clear bridge {bridge} {Of("flood_vlans", "other-config", "fail_mode", "mirrors")}",
            14 => $"add bridge {bridge} {Of("flood_vlans 50", "flood-vlans 10", "other_config forward-bpdu=true")}",
            15 => $"remove bridge {bridge} {Of("flood_vlans 10", "other_config forward-bpdu", "other-config forward-bpdu=true")}",
            16 => $"--if-exists set port {port} {Of("tag=30", "tag=[]", "trunks=[5,6]", "vlan-mode=access", "vlan_mode=[]")}",
            17 => $"--if-exists set interface {port} {Of("external-ids:attached-mac='\"52:54:00:00:00:01\"'", "external_ids={iface-id=a}", "type=internal")}",
            18 => $"--id=@m{_random.Next(1_000_000)} create mirror name=m0 {Of("select-all=true", "output-vlan=99", "select_all=false")}".Replace("--id=@m", "--id=@x", StringComparison.Ordinal) is var create
                ? $"{create} -- set bridge {bridge} mirrors={create[5..create.IndexOf(' ', StringComparison.Ordinal)]}" : "",
            19 => $"--may-exist add-br fake{bridge[2..]} {bridge} 7",
            20 => $"br-set-external-id {bridge} owner ops",
            _ => $"--may-exist add-bond {bridge} bond{bridge[2..]} en{bridge[2..]} ens{bridge[2..]} lacp=active",
        };
    }

    /// <summary>A port stays on its bridge, so that adding it again is no mistake.</summary>
    private static string BridgeOf(string port) => port[^1] % 2 == 0 ? "br0" : "br1";

    private string Of(params string[] words) => words[_random.Next(words.Length)];
}
