using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.Ansible;

/// <summary>What a task runs says what a script of the same commands would, each value where the playbook writes it.</summary>
public sealed class TaskScriptTests
{
    private const string Path = "roles/esx/tasks/main.yml";

    private static readonly LintEngine s_engine = new(FormatRegistry.Default, []);

    [TestCase("- command: esxcli system settings advanced set -o /Security/AccountLockFailures -i 47\n")]
    [TestCase("- ansible.builtin.shell: esxcli system settings advanced set -o /Security/AccountLockFailures -i 47 && true\n")]
    [TestCase("- raw: 'esxcli system settings advanced set -o \"/Security/AccountLockFailures\" -i \"47\"'\n")]
    [TestCase("- shell: \"esxcli system settings advanced set -o \\\"/Security/AccountLockFailures\\\" -i 47\"\n")]
    [TestCase("- shell: 'esxcli system settings advanced set -o ''/Security/AccountLockFailures'' -i ''47'''\n")]
    [TestCase("- shell: >\n    esxcli system settings advanced set\n    -o /Security/AccountLockFailures\n    -i 47\n")]
    [TestCase("- shell: |\n    set -e\n    # first\n    esxcli system settings advanced set \\\n      -o /Security/AccountLockFailures -i 47\n")]
    [TestCase("- shell: esxcli system settings advanced set\n    -o /Security/AccountLockFailures\n    -i 47\n")]
    [TestCase("- command:\n    cmd: esxcli system settings advanced set -o /Security/AccountLockFailures -i 47\n    chdir: /tmp\n")]
    [TestCase("- command:\n    argv: [esxcli, system, settings, advanced, set, -o, /Security/AccountLockFailures, -i, '47']\n")]
    [TestCase("- command:\n    argv:\n      - esxcli\n      - system\n      - settings\n      - advanced\n      - set\n      - --option=/Security/AccountLockFailures\n      - --int-value=47\n")]
    public void The_form_of_a_task_changes_nothing(string tasks)
    {
        var fact = Entities((Path, tasks)).OfType<Hypervisor>().Single().FailuresBeforeLockout;

        Assert.That(fact.Is(47), Is.True);
        Assert.That(TextAt(fact), Is.EqualTo("47"));
    }

    [Test]
    public void A_variable_is_filled_in_where_it_is_known_and_its_place_is_the_template()
    {
        var fact = Entities(
            (Path, "- command: esxcli system settings advanced set -o /Security/AccountLockFailures -i {{ failures }}\n"),
            ("roles/esx/defaults/main.yml", "failures: 47\n")).OfType<Hypervisor>().Single().FailuresBeforeLockout;

        Assert.That(fact.Is(47), Is.True);
        Assert.That(TextAt(fact), Is.EqualTo("{{ failures }}"));
    }

    [Test]
    public void A_variable_that_is_not_known_decides_nothing() => Assert.That(
        Entities((Path, "- command: esxcli system settings advanced set -o /Security/AccountLockFailures -i {{ failures }}\n")).OfType<Hypervisor>().Single().FailuresBeforeLockout.IsUnresolved,
        Is.True);

    [Test]
    public void Commands_of_one_play_follow_each_other()
    {
        const string Tasks = "- command: ovs-vsctl add-br {{ item }}\n  loop: [br0, br1]\n- command: ovs-vsctl set-fail-mode br1 secure\n";

        var switches = Entities(("roles/ovs/tasks/main.yml", Tasks)).OfType<VirtualSwitch>().ToDictionary(static one => one.Name);

        Assert.That(switches.Keys, Is.EquivalentTo(new[] { "br0", "br1" }));
        Assert.That(switches["br1"].FailsOpen.IsStated, Is.True);
        Assert.That(switches["br0"].FailsOpen.IsStated, Is.False);
    }

    [Test]
    public void Commands_of_two_plays_stand_for_two_hosts() => Assert.That(
        Entities(("site.yml", "- hosts: a\n  tasks:\n    - command: ovs-vsctl add-br br0\n- hosts: b\n  tasks:\n    - command: ovs-vsctl add-br br0\n")).OfType<VirtualSwitch>().Count(),
        Is.EqualTo(2));

    [TestCase("- ansible.windows.win_shell: Set-VMFirmware -VMName {{ name }} -EnableSecureBoot Off\n")]
    [TestCase("- ansible.windows.win_shell: |\n    {% if old %}\n    Set-VMFirmware -VMName web01 -EnableSecureBoot Off\n    {% endif %}\n")]
    [TestCase("- command:\n    argv: [\"it's\", esxcli, system, settings, advanced, set, -o, /Security/AccountLockFailures, -i, '0']\n")]
    [TestCase("- command: esxcli system settings advanced set -o /Security/AccountLockFailures -i 0\n  when: false\n")]
    [TestCase("- command:\n")]
    [TestCase("- command: {argv: [[], {}, null]}\n")]
    [TestCase("- shell: {cmd: }\n")]
    [TestCase("- shell: '{{'\n")]
    [TestCase("- shell: \"'\"\n")]
    public void What_is_not_known_is_passed_over(string tasks) => Assert.That(Entities((Path, tasks)).Where(static entity => entity is not SettingIssue), Is.Empty);

    [Test]
    public void A_loop_of_long_commands_ends()
    {
        var command = string.Concat(Enumerable.Repeat("esxcli system settings advanced set -o /Security/AccountLockFailures -i 0; ", 1000));
        var tasks = string.Concat(Enumerable.Repeat($"- shell: {command}echo {{{{ item }}}}\n  loop: {{{{ range(0, 60) }}}}\n", 20));

        Assert.That(Entities((Path, tasks)).OfType<Hypervisor>().Count(), Is.LessThanOrEqualTo(1));
    }

    private static string TextAt(Fact fact) => fact.Origin!.Value.File.Text.ToString(fact.Origin.Value.Span);

    private static List<Entity> Entities(params (string Path, string Text)[] files)
    {
        var results = files.OrderBy(static file => file.Path, StringComparer.Ordinal).Select(static file => s_engine.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None)).ToList();
        var analysis = s_engine.Judge(results, new SeverityPolicy());
        Assert.That(analysis.Failures, Is.Empty);
        return [.. results.SelectMany(static result => result.Model?.Entities ?? [])];
    }
}
