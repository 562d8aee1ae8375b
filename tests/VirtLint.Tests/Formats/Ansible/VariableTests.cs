using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.Ansible;

/// <summary>Which value a variable has where a task uses it. // Ansible, "Using variables": variable precedence</summary>
public sealed class VariableTests
{
    private const string Task = "- vmware_host_lockdown:\n    esxi_hostname: esx1\n    state: \"{{ lockdown }}\"\n";

    private static readonly LintEngine s_engine = new(FormatRegistry.Default, []);

    [TestCase("roles/esx/defaults/main.yml", "group_vars/all.yml")]
    [TestCase("group_vars/all.yml", "roles/esx/vars/main.yml")]
    [TestCase("roles/esx/defaults/main.yml", "roles/esx/vars/main.yml")]
    [TestCase("roles/esx/defaults/main.yml", "inventories/production/group_vars/all.yml")]
    [TestCase("roles/esx/defaults/main.yml", "host_vars/esx1.yml", false)]
    [TestCase("group_vars/all.yml", "group_vars/esxi.yml", false)]
    public void Of_two_files_the_nearer_one_counts_or_neither(string lower, string higher, bool isCertain = true)
    {
        var lockdown = Lockdown(("roles/esx/tasks/main.yml", Task), (lower, "lockdown: disabled\n"), (higher, "lockdown: strict\n"));

        Assert.That(lockdown.State, Is.EqualTo(isCertain ? FactState.Stated : FactState.Unresolved));
        if (isCertain)
        {
            Assert.That(lockdown.Value, Is.EqualTo(HostLockdown.Strict));
            Assert.That(lockdown.Related.Single().Origin.File.Path, Is.EqualTo(higher));
        }
    }

    [Test]
    public void A_nested_argument_names_the_variable_that_decides_it_not_its_namesake()
    {
        var secret = Entities(
            ("roles/vm/tasks/main.yml", "- vmware_guest:\n    name: web\n    password: \"{{ api }}\"\n    customization:\n      password: \"{{ guest }}\"\n"),
            ("group_vars/all.yml", "api: one\nguest: two\n")).OfType<VirtualMachine>().Single().UserDataSecret;

        var place = secret.Related.Single().Origin;
        Assert.That(place.File.Text.ToString(place.Span), Is.EqualTo("two"));
    }

    [Test]
    public void Files_that_agree_decide() => Assert.That(
        Lockdown(("roles/esx/tasks/main.yml", Task), ("group_vars/a.yml", "lockdown: strict\n"), ("group_vars/b.yml", "lockdown: strict\n")).Is(HostLockdown.Strict), Is.True);

    [Test]
    public void A_play_that_names_a_group_decides_between_groups() => Assert.That(
        Lockdown(
            ("site.yml", "- hosts: esxi\n  roles: [esx]\n"),
            ("roles/esx/tasks/main.yml", Task),
            ("group_vars/esxi.yml", "lockdown: strict\n"),
            ("group_vars/all.yml", "lockdown: disabled\n")).Is(HostLockdown.Strict),
        Is.True);

    [TestCase("  vars:\n    lockdown: strict\n  roles: [esx]\n")]
    [TestCase("  roles:\n    - role: esx\n      lockdown: strict\n")]
    [TestCase("  roles:\n    - role: esx\n      vars:\n        lockdown: strict\n")]
    [TestCase("  tasks:\n    - include_role:\n        name: esx\n      vars:\n        lockdown: strict\n")]
    [TestCase("  vars_files: [vars/site.yml]\n  roles: [esx]\n")]
    public void What_a_play_gives_a_role_beats_its_defaults(string play) => Assert.That(
        Lockdown(
            ("site.yml", "- hosts: all\n" + play),
            ("vars/site.yml", "lockdown: strict\n"),
            ("roles/esx/tasks/main.yml", Task),
            ("roles/esx/defaults/main.yml", "lockdown: disabled\n")).Is(HostLockdown.Strict),
        Is.True);

    [Test]
    public void Plays_that_disagree_leave_a_role_undecided() => Assert.That(
        Lockdown(
            ("site.yml", "- hosts: a\n  vars: {lockdown: strict}\n  roles: [esx]\n- hosts: b\n  vars: {lockdown: normal}\n  roles: [esx]\n"),
            ("roles/esx/tasks/main.yml", Task)).IsUnresolved,
        Is.True);

    [TestCase("- vars: {lockdown: normal}\n  block:\n    - vmware_host_lockdown: {state: \"{{ lockdown }}\"}\n", HostLockdown.Normal)]
    [TestCase("- vars: {lockdown: normal}\n  block:\n    - vars: {lockdown: strict}\n      vmware_host_lockdown: {state: \"{{ lockdown }}\"}\n", HostLockdown.Strict)]
    [TestCase("- set_fact: {lockdown: strict}\n- vmware_host_lockdown: {state: \"{{ lockdown }}\"}\n", HostLockdown.Strict)]
    [TestCase("- vmware_host_lockdown: {state: \"{{ unset | default('strict') }}\"}\n", HostLockdown.Strict)]
    [TestCase("- vmware_host_lockdown: {state: \"{{ 'stri' ~ 'ct' }}\"}\n", HostLockdown.Strict)]
    [TestCase("- vmware_host_lockdown: {state: \"{{ 'STRICT' | lower }}\"}\n", HostLockdown.Strict)]
    [TestCase("- vmware_host_lockdown: state={{ unset | default('strict') }} esxi_hostname=esx1\n", HostLockdown.Strict)]
    [TestCase("- action: vmware_host_lockdown state=strict\n", HostLockdown.Strict)]
    [TestCase("- vmware_host_lockdown: {state: present}\n", HostLockdown.Normal)]
    [TestCase("- local_action:\n    module: community.vmware.vmware_host_lockdown\n    state: strict\n", HostLockdown.Strict)]
    [TestCase("- vmware_host_lockdown:\n  args: {state: strict}\n", HostLockdown.Strict)]
    [TestCase("- vmware_host_lockdown: {state: \"{{ item.mode }}\"}\n  loop:\n    - mode: strict\n", HostLockdown.Strict)]
    [TestCase("- vmware_host_lockdown: {state: \"{{ item }}\"}\n  with_items: [strict]\n", HostLockdown.Strict)]
    [TestCase("- vmware_host_lockdown: {state: \"{{ mode.value }}\"}\n  loop: \"{{ {} | default(hosts, true) }}\"\n", null)]
    [TestCase("- vmware_host_lockdown: {state: \"{{ lookup('env', 'MODE') }}\"}\n", null)]
    [TestCase("- vmware_host_lockdown: {state: \"{{ unset }}\"}\n", null)]
    [TestCase("- vmware_host_lockdown: {state: \"{{ unset | default(omit) }}\"}\n", null)]
    [TestCase("- vmware_host_lockdown: {state: \"{{ 'strict' if ansible_check_mode else 'normal' }}\"}\n", null)]
    public void A_task_file_gives(string tasks, HostLockdown? expected)
    {
        var lockdown = Lockdown(("roles/esx/tasks/main.yml", tasks));

        Assert.That(lockdown.IsKnown ? lockdown.Value : (HostLockdown?)null, Is.EqualTo(expected));
        Assert.That(lockdown.State, Is.Not.EqualTo(FactState.Absent));
    }

    [TestCase("when: false")]
    [TestCase("when: harden | bool")]
    [TestCase("when: [harden, true]")]
    public void A_task_that_never_runs_is_passed_over(string condition) => Assert.That(
        Entities(("roles/esx/tasks/main.yml", $"- vmware_host_lockdown: {{state: disabled}}\n  {condition}\n"), ("roles/esx/defaults/main.yml", "harden: no\n")).OfType<Hypervisor>(), Is.Empty);

    [Test]
    public void Defaults_of_a_play_reach_the_roles_that_it_alone_calls()
    {
        var links = Entities(
            ("site.yml", "- hosts: all\n  module_defaults:\n    group/community.vmware.vmware: {hostname: vc.example.net, validate_certs: false}\n  roles: [esx]\n"),
            ("roles/esx/tasks/main.yml", "- vmware_host_lockdown: {state: strict}\n- vmware_host_lockdown: {state: normal}\n")).OfType<ManagementEndpoint>();

        var link = links.Single();
        Assert.That(link.VerifiesPeer.Is(false), Is.True);
        Assert.That(link.VerifiesPeer.Origin!.Value.File.Path, Is.EqualTo("site.yml"));
    }

    [TestCase("!vault |\n      $ANSIBLE_VAULT;1.1;AES256\n      6231\n")]
    [TestCase("\"{{ lookup('community.hashi_vault.hashi_vault', 'secret=a') }}\"\n")]
    public void What_is_kept_elsewhere_is_no_secret_of_the_file(string value) => Assert.That(
        Entities(("roles/esx/tasks/main.yml", $"- vmware_host:\n    esxi_hostname: esx1\n    esxi_password: {value}")).OfType<Credential>(), Is.Empty);

    [Test]
    public void Aliases_that_stand_for_very_much_end()
    {
        var bomb = new StringBuilder("x0: &x0 [a, a]\n");
        for (var i = 1; i < 40; i++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"x{i}: &x{i} [*x{i - 1}, *x{i - 1}, *x{i - 1}, *x{i - 1}]\n");

        var hosts = Entities(
            ("roles/esx/defaults/main.yml", bomb.ToString()),
            ("roles/esx/tasks/main.yml", "- vmware_host_lockdown: {state: \"{{ item }}\"}\n  loop: \"{{ x39 }}\"\n")).OfType<Hypervisor>();

        Assert.That(hosts.Select(static host => host.Lockdown.State), Is.All.EqualTo(FactState.Unresolved));
    }

    [Test]
    public void Loops_are_followed_for_a_while_only()
    {
        var items = string.Concat(Enumerable.Range(0, 10_000).Select(static i => $"    - h{i}\n"));

        var hosts = Entities(("roles/esx/tasks/main.yml", $"- vmware_host_lockdown: {{state: disabled, esxi_hostname: \"{{{{ item }}}}\"}}\n  loop:\n{items}")).OfType<Hypervisor>();

        Assert.That(hosts.Count(), Is.InRange(1, 100));
    }

    [Test]
    public void Variables_that_refer_to_each_other_end() => Assert.That(
        Lockdown(("roles/esx/tasks/main.yml", Task), ("group_vars/all.yml", "lockdown: \"{{ a }}\"\na: \"{{ b }}\"\nb: \"{{ a }}\"\n")).IsUnresolved, Is.True);

    [Test]
    public void A_line_in_a_file_of_the_host_states_that_line_alone()
    {
        var hypervisor = Entities(("roles/kvm/tasks/main.yml", "- lineinfile:\n    path: /etc/libvirt/qemu.conf\n    line: 'user = \"root\"'\n")).OfType<Hypervisor>().Single();

        Assert.That(hypervisor.DeployedTo, Is.EqualTo(Platform.Libvirt));
        Assert.That(hypervisor.Facts.Where(static fact => fact.Value.State is FactState.Stated).Select(static fact => fact.Value.AsWritten), Is.EqualTo(new[] { "root" }));
    }

    private static Fact<HostLockdown> Lockdown(params (string Path, string Text)[] files) => Entities(files).OfType<Hypervisor>().Single().Lockdown;

    private static List<Entity> Entities(params (string Path, string Text)[] files)
    {
        var results = files.OrderBy(static file => file.Path, StringComparer.Ordinal).Select(static file => s_engine.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None)).ToList();
        var analysis = s_engine.Judge(results, new SeverityPolicy());
        Assert.That(analysis.Failures, Is.Empty);
        return [.. results.SelectMany(static result => result.Model?.Entities ?? [])];
    }
}
