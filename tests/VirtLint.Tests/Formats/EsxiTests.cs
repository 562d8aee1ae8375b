using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

public sealed class EsxiTests
{
    private const string Head = "vmaccepteula\ninstall --firstdisk\n";

    [TestCase("ks.cfg")]
    [TestCase("KS01.CFG")]
    [TestCase("esxi/host.ks")]
    [TestCase("templates/ks.cfg.j2")]
    public void An_installation_script_is_known_by_its_license(string path) =>
        Assert.That(FormatOf(path, Head + "rootpw x\n"), Is.EqualTo("esxi-kickstart"));

    [TestCase("install\nlang en_US.UTF-8\nrootpw --iscrypted x\nreboot\n%packages\n@core\n%end\n")]
    [TestCase("# for ESXi hosts, vmaccepteula is needed as well\nrootpw x\n%post\nesxcli system snmp set --communities x\n%end\n")]
    [TestCase("eula --agreed\ninstall\nrootpw x\n")]
    public void An_installation_script_of_Linux_is_none_of_ESXi(string text) =>
        Assert.That(FormatOf("ks.cfg", text), Is.Not.EqualTo("esxi-kickstart"));

    [Test]
    public void A_section_in_another_language_hides_no_command()
    {
        var host = Read("ks.cfg", Head + "%post --interpreter=python\nprint(\"it's\n%firstboot --interpreter=busybox\nvim-cmd hostsvc/enable_ssh\n");

        Assert.That(host.RemoteShell.Is(ShellState.StartsWithHost), Is.True);
    }

    [TestCase("esxcli system settings advanced set -o /UserVars/SuppressShellWarning -i 1")]
    [TestCase("esxcli system settings advanced set --option=/UserVars/SuppressShellWarning --int-value=1")]
    [TestCase("localcli system settings advanced set -i 1 -o UserVars.SuppressShellWarning")]
    [TestCase("/bin/esxcli system settings advanced set -o \"/UserVars/SuppressShellWarning\" -i \"1\"")]
    [TestCase("esxcfg-advcfg -s 1 /UserVars/SuppressShellWarning")]
    [TestCase("govc host.option.set -host esx1 UserVars.SuppressShellWarning 1")]
    [TestCase("if ! esxcli system settings advanced set -o /UserVars/SuppressShellWarning -i 1; then exit 1; fi")]
    public void An_option_is_set_in_many_ways(string command)
    {
        Assert.That(Read("setup.sh", "#!/bin/sh\nesxcli system syslog config set --loghost x\n" + command + "\n").HidesShellWarning.Is(true), Is.True);
    }

    [Test]
    public void An_option_that_is_put_back_is_not_set()
    {
        var host = Read("ks.cfg", Head + "%firstboot\nesxcli system settings advanced set -o /UserVars/SuppressShellWarning -i 1\nesxcli system settings advanced set -o /UserVars/SuppressShellWarning -d\n");

        Assert.That(host.HidesShellWarning.State, Is.EqualTo(FactState.Absent));
    }

    [Test]
    public void The_name_that_the_installer_gives_is_the_hosts() =>
        Assert.That(Read("ks.cfg", Head + "network --bootproto=static --hostname=esx1.example.net --ip=192.0.2.7\n").Name, Is.EqualTo("esx1.example.net"));

    [Test]
    public void A_message_that_shows_a_command_sets_nothing()
    {
        var text = "#!/bin/sh\necho \"run: esxcli network firewall set --enabled false\"\necho esxcli network firewall unload\n";

        Assert.That(Model("hint.sh", text)?.Entities.OfType<FirewallPolicy>() ?? [], Is.Empty);
    }

    private static Hypervisor Read(string path, string text) => Model(path, text)!.Entities.OfType<Hypervisor>().Single();

    private static FileModel? Model(string path, string text) => LintEngine.Default.Read(path, SourceText.From(text), ProjectOptions.None).Model;

    private static string? FormatOf(string path, string text) => FormatRegistry.Default.Recognise(new FilePath(path), SourceText.From(text))?.Id;
}
