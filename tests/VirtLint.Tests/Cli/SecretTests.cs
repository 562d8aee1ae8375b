using System;
using NUnit.Framework;

namespace VirtLint.Tests.Cli;

/// <summary>No output shows a secret, wherever it is written.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SecretTests
{
    private const string Secret = "Tr0ub4dor";

    [Test]
    public void No_report_shows_a_secret(
        [Values("text", "json", "sarif", "github")] string format,
        [Values(
            "etc/libvirt/auth.conf|[credentials-x]\npassword=SECRET\n",
            "etc/libvirt/libvirt.conf|uri_default = \"qemu+tcp://ops:SECRET@node1.example.net/?no_verify=1\"\n",
            "etc/libvirt/libvirt.conf|uri_default = \"qemu+tcp://ops:SECRET@{{ node }}/?no_verify=1\"\n",
            "etc/default/libvirt-guests|URIS='qemu+tcp://ops:SECRET@node1.example.net/'\n",
            "etc/libvirt/secrets/a.base64|SECRET\n",
            "etc/pki/libvirt/private/serverkey.pem|-----BEGIN PRIVATE KEY-----\nSECRET\n",
            "etc/pve/datacenter.cfg|http_proxy: http://ops:SECRET@proxy.example.net\nmigration: insecure\n",
            "etc/pve/domains.cfg|openid: sso\n\tissuer-url http://id.example.net\n\tclient-key SECRET\n",
            "etc/pve/domains.cfg|pam: pam\n\ttfa type=yubico,id=1,key=SECRET\n",
            "etc/pve/user.cfg|user:root@pam:1:0:::::SECRET:\n",
            "etc/pve/priv/token.cfg|root@pam!ci SECRET\n",
            "etc/pve/qemu-server/101.conf|memory: 512\ncipassword: SECRET\n")] string file)
    {
        using var workspace = new Workspace();
        var bar = file.IndexOf('|');
        var text = file.Substring(bar + 1).Replace("SECRET", Secret, StringComparison.Ordinal);

        var run = workspace.Add(file.Substring(0, bar), text).Run("check", "--profile", "strict", "--undecided", "--format", format);

        Assert.That(text, Does.Contain(Secret));
        Assert.That(run.Output + run.Error, Does.Not.Contain(Secret));
    }
}
