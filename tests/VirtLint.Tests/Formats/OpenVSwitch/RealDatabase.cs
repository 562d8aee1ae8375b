using System;
using System.Diagnostics;
using System.IO;

namespace VirtLint.Tests.Formats.OpenVSwitch;

/// <summary>A database of Open vSwitch's own server, without a switch behind it, in a folder of its own.</summary>
internal sealed class RealDatabase : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("virtlint-ovs").FullName;

    private RealDatabase()
    {
    }

    public string File => Path.Combine(_folder, "conf.db");

    private string Socket => Path.Combine(_folder, "db.sock");

    /// <summary>Starts a server; null where Open vSwitch is not installed.</summary>
    public static RealDatabase? Start()
    {
        const string schema = "/usr/share/openvswitch/vswitch.ovsschema";
        if (!System.IO.File.Exists("/usr/bin/ovs-vsctl") || !System.IO.File.Exists(schema))
            return null;

        var database = new RealDatabase();
        database.Call("ovsdb-tool", $"create {database.File} {schema}");
        database.Call("/usr/sbin/ovsdb-server", $"--detach --no-chdir --pidfile={database._folder}/pid --unixctl={database._folder}/ctl --remote=punix:{database.Socket} --log-file={database._folder}/log {database.File}");
        return database;
    }

    /// <summary>Runs a script whose ovs-vsctl speaks to this server; false when a command of it was refused.</summary>
    public bool Run(string script)
    {
        var path = Path.Combine(_folder, "setup.sh");
        System.IO.File.WriteAllText(path, "set -e\n" + script);
        return Call("/bin/bash", path).ExitCode == 0;
    }

    public string Dump() => Call("ovsdb-client", $"dump -f json unix:{Socket}").Output;

    /// <summary>The tables one by one, as <c>ovs-vsctl list</c> prints them.</summary>
    public string Lists()
    {
        var text = "";
        foreach (var table in (string[])["Open_vSwitch", "Bridge", "Port", "Interface", "Mirror", "Controller", "Manager", "SSL"])
            text += Call("ovs-vsctl", $"--format=json list {table}").Output;

        return text;
    }

    public void Dispose()
    {
        if (int.TryParse(System.IO.File.Exists($"{_folder}/pid") ? System.IO.File.ReadAllText($"{_folder}/pid").Trim() : "", out var id))
            Process.GetProcessById(id).Kill();

        Directory.Delete(_folder, recursive: true);
    }

    private (int ExitCode, string Output) Call(string program, string arguments)
    {
        using var process = new Process
        {
            StartInfo = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["OVS_RUNDIR"] = _folder } },
        };
        process.Start();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.Wait();
        return (process.ExitCode, output);
    }
}
