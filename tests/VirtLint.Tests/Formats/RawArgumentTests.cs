using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

public sealed class RawArgumentTests
{
    [TestCase("-monitor tcp:0.0.0.0:4444,server,nowait", ArgumentEffect.Monitor, Exposure.Everywhere)]
    [TestCase("-monitor telnet::4444,server", ArgumentEffect.Monitor, Exposure.Everywhere)]
    [TestCase("--qmp tcp:[::1]:4444,server=on", ArgumentEffect.Monitor, Exposure.Loopback)]
    [TestCase("-serial mon:telnet:192.0.2.1:4444,server", ArgumentEffect.Monitor, Exposure.Address)]
    [TestCase("-gdb tcp::1234", ArgumentEffect.Debugger, Exposure.Everywhere)]
    [TestCase("-s", ArgumentEffect.Debugger, Exposure.Everywhere)]
    [TestCase("-vnc :1", ArgumentEffect.Console, Exposure.Everywhere)]
    [TestCase("-display vnc=127.0.0.1:1", ArgumentEffect.Console, Exposure.Loopback)]
    [TestCase("-incoming tcp:[::]:4444", ArgumentEffect.Migration, Exposure.Everywhere)]
    [TestCase("-spice addr=127.0.0.1,port=5900,disable-ticketing", ArgumentEffect.Console, Exposure.Loopback)]
    [TestCase("-nic user,hostfwd=tcp:127.0.0.1:22-:22", ArgumentEffect.PortForward, Exposure.Loopback)]
    public void A_listener_is_known_by_effect_and_address(string arguments, ArgumentEffect effect, Exposure exposure)
    {
        var argument = Of(arguments).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(argument.Effect.Value, Is.EqualTo(effect));
            Assert.That(argument.Listens.Value.Exposure, Is.EqualTo(exposure));
        }
    }

    [TestCase("-monitor stdio")]
    [TestCase("-monitor unix:/run/m.sock,server")]
    [TestCase("-qmp tcp:0.0.0.0:4444,server,tls-creds=tls0")]
    [TestCase("-gdb none")]
    [TestCase("-vnc none")]
    [TestCase("-vnc unix:/run/vnc.sock")]
    [TestCase("-vnc :1,sasl=on")]
    [TestCase("-vnc :1,password-secret=s0")]
    [TestCase("-spice port=5900")]
    [TestCase("-spice port=5900,disable-ticketing=off")]
    [TestCase("-incoming defer")]
    [TestCase("-sandbox on,spawn=deny")]
    [TestCase("-netdev user,id=n0")]
    [TestCase("-fsdev local,id=f0,path=/srv/data")]
    [TestCase("-virtfs local,path=/usr/bin,readonly=on,mount_tag=t")]
    [TestCase("-mon chardev=gone")]
    public void An_argument_that_opens_nothing_is_one_like_others(string arguments) =>
        Assert.That(Of(arguments).Single().Effect.Value, Is.EqualTo(ArgumentEffect.Other));

    [TestCase("-cpu host,+vmx")]
    [TestCase("-smbios type=1,serial=-s")]
    [TestCase("-no-reboot")]
    public void Tuning_is_harmless(string arguments) =>
        Assert.That(Of(arguments).Single().Effect.Value, Is.EqualTo(ArgumentEffect.Harmless));

    [Test]
    public void A_monitor_is_found_behind_the_character_device_that_it_names()
    {
        var argument = Of("-mon chardev=m,mode=control -chardev socket,id=m,host=192.0.2.1,port=4444,server=on").First();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(argument.Effect.Value, Is.EqualTo(ArgumentEffect.Monitor));
            Assert.That(argument.Effect.AsWritten, Is.EqualTo("192.0.2.1"));
        }
    }

    [Test]
    public void A_password_in_an_argument_is_in_no_fact()
    {
        var facts = Of("-spice port=5900,password=hunter2,disable-ticketing=on -object secret,id=s0,data=hunter2").SelectMany(static argument => argument.Facts);

        Assert.That(facts.Select(static fact => $"{fact.Value.AsWritten} {fact.Value.Boxed}"), Has.None.Contains("hunter2"));
    }

    private static IReadOnlyList<RawArgument> Of(string arguments)
    {
        var file = LintEngine.Default.Read("qemu-server/100.conf", SourceText.From($"args: {arguments}\nmemory: 512\n"), ProjectOptions.None);
        return [.. file.Model!.Entities.OfType<RawArgument>()];
    }
}
