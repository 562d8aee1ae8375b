using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

public sealed class GuestLabelTests
{
    [Test]
    public void Tags_hold_name_and_value_or_a_word_alone()
    {
        var machine = Pve("memory: 512\ntags: owner-jane;prod confidential,expires_2031-06-30\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(machine.GuestOwner.Value, Is.EqualTo("jane"));
            Assert.That(Text(machine.GuestOwner), Is.EqualTo("jane"));
            Assert.That(machine.Stage.Value, Is.EqualTo(GuestStage.Production));
            Assert.That(machine.Sensitivity.Value, Is.EqualTo(Sensitivity.High));
            Assert.That(machine.Expiry.Value, Is.EqualTo(new DateTimeOffset(2031, 6, 30, 0, 0, 0, TimeSpan.Zero)));
        }
    }

    [Test]
    public void A_word_that_says_too_little_needs_its_name()
    {
        Assert.That(Pve("memory: 512\ntags: high\n").Sensitivity.State, Is.EqualTo(FactState.Absent));
        Assert.That(Pve("memory: 512\ntags: sensitivity-high\n").Sensitivity.Value, Is.EqualTo(Sensitivity.High));
    }

    [TestCase("#owner%3A jane", "jane")]
    [TestCase("# Owner = Jane Doe<br>", "Jane Doe")]
    [TestCase("# **Owner:** jane", "jane")]
    [TestCase("# - team%3A storage", "storage")]
    public void Lines_of_the_notes_are_labels(string line, string owner)
    {
        var machine = Pve(line + "\nmemory: 512\n");

        Assert.That(machine.GuestOwner.Value, Is.EqualTo(owner));
        Assert.That(Text(machine.GuestOwner), Is.EqualTo(owner));
    }

    [Test]
    public void The_description_of_a_snapshot_says_nothing_of_the_guest()
    {
        var machine = Pve("memory: 512\n\n[old]\n#owner%3A jane\nmemory: 512\nsnaptime: 1767225600\n");

        Assert.That(machine.GuestOwner.State, Is.EqualTo(FactState.Absent));
        Assert.That(machine.Notes.State, Is.EqualTo(FactState.Absent));
    }

    [Test]
    public void A_project_names_its_own_labels()
    {
        var machine = Pve("memory: 512\ntags: wer_jane\n", ("virtlint.label.owner", "wer"));

        Assert.That(machine.GuestOwner.Value, Is.EqualTo("jane"));
    }

    [Test]
    public void Metadata_is_read_by_element_and_by_attribute()
    {
        var machine = Libvirt("""
            <domain type="kvm">
              <name>a</name>
              <metadata>
                <c:instance xmlns:c="http://example.org/cloud" purpose="dns">
                  <c:owner><c:user>jane</c:user></c:owner>
                </c:instance>
              </metadata>
            </domain>
            """);

        Assert.That(machine.GuestOwner.Value, Is.EqualTo("jane"));
        Assert.That(machine.Purpose.Value, Is.EqualTo("dns"));
    }

    [Test]
    public void What_is_no_date_is_unresolved_and_never_is_one()
    {
        Assert.That(Pve("#expiry%3A after the fair\nmemory: 512\n").Expiry.State, Is.EqualTo(FactState.Unresolved));
        Assert.That(Pve("#expiry%3A never\nmemory: 512\n").Expiry.Value, Is.EqualTo(LabelConvention.Never));
    }

    private static VirtualMachine Pve(string text, params (string Key, string Value)[] options) => Read("qemu-server/101.conf", text, options);

    private static VirtualMachine Libvirt(string text) => Read("a.xml", text, []);

    private static VirtualMachine Read(string path, string text, IReadOnlyList<(string Key, string Value)> options) => LintEngine.Default
        .Read(path, SourceText.From(text), new(key => options.FirstOrDefault(option => option.Key == key).Value))
        .Model!.Entities.OfType<VirtualMachine>().Single();

    private static string Text(Fact fact) => fact.Origin!.Value.File.Text.ToString(fact.Origin.Value.Span);
}
