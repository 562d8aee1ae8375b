using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

public sealed class AccessTests
{
    [Test]
    public void A_setting_inside_a_templates_condition_is_unresolved_and_the_others_are_not()
    {
        var tcp = Read("libvirtd.conf.j2", "listen_addr = \"10.0.7.21\"\n{% if tls %}\nlisten_tls = 1\n{% else %}\nlisten_tcp = 1\n{% endif %}\nauth_tcp = \"none\"\n")
            .Entities.OfType<ManagementEndpoint>().First();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tcp.IsEnabled.State, Is.EqualTo(FactState.Unresolved));
            Assert.That(tcp.Address.State, Is.EqualTo(FactState.Stated));
            Assert.That(tcp.Authentication.Is(ClientAuthentication.None));
        }
    }

    [Test]
    public void What_a_template_may_add_is_not_taken_for_the_default()
    {
        var tcp = Read("libvirtd.conf.j2", "{% include 'listen.conf' %}\nauth_tcp = \"none\"\n").Entities.OfType<ManagementEndpoint>().First();

        Assert.That(tcp.IsEnabled.State, Is.EqualTo(FactState.Absent));
    }

    [TestCase("qemu+tcp://[2001:db8::1]:16509/system", "2001:db8::1")]
    [TestCase("qemu+ssh://ops@node1.example.net:2222/system", "node1.example.net")]
    [TestCase("qemu:///system", null)]
    [TestCase("test:///default", null)]
    [TestCase("://", null)]
    [TestCase("+://x", "x")]
    public void A_connection_uri_names_its_host(string uri, string? host)
    {
        var link = Read("etc/libvirt/libvirt.conf", $"uri_default = \"{uri}\"\n").Entities.OfType<ManagementEndpoint>().SingleOrDefault();

        Assert.That(link?.Address.AsWritten, Is.EqualTo(host));
    }

    [Test]
    public void Permissions_that_multiply_beyond_any_real_cluster_are_cut_off()
    {
        var many = string.Join(",", Enumerable.Range(0, 2_000).Select(static i => $"a{i}"));

        var grants = Read("etc/pve/user.cfg", $"acl:1:/:{many}:{many}:\n").Entities.OfType<AccessGrant>().Count();

        Assert.That(grants, Is.EqualTo(50_000));
    }

    [TestCase("if (action.id == 'org.libvirt.unix.manage') return polkit.Result.YES;", true)]
    [TestCase("if (action.id === \"org.libvirt.api.domain.start\" || action.id == \"x\") { return polkit.Result.YES; }", true)]
    [TestCase("if (action.id == 'org.libvirt.api.domain.read') return polkit.Result.YES;", false)]
    [TestCase("if (action.id == 'org.libvirt.unix.manage' && subject.local) return polkit.Result.YES;", false)]
    [TestCase("if (subject.user != 'root') return; if (action.id == 'org.libvirt.unix.manage') return polkit.Result.YES;", false)]
    [TestCase("// if (action.id == 'org.libvirt.unix.manage') return polkit.Result.YES;", false)]
    [TestCase("if (action.id == 'org.libvirt.unix.manage'", false)]
    public void Only_the_plain_shape_of_a_polkit_rule_is_taken_at_its_word(string body, bool isGrant)
    {
        var model = Read("rules.d/50.rules", $"polkit.addRule(function(action, subject) {{\n{body}\n}});\n// org.libvirt.unix.manage\n");

        Assert.That(model.Entities.OfType<AccessGrant>().Any(), Is.EqualTo(isGrant));
    }

    private static FileModel Read(string path, string text) =>
        LintEngine.Default.Read(path, SourceText.From(text), ProjectOptions.None).Model!;
}
