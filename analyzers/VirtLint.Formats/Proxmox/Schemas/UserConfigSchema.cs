using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>What user.cfg defines and names, and the privileges that there are.</summary>
/// <remarks>pve-access-control, AccessControl.pm: parse_user_config, $privgroups, $special_roles.</remarks>
internal sealed class UserConfigSchema : FormatSchema
{
    private static readonly string[] s_privileges =
    [
        "VM.Config.Disk", "VM.Config.CPU", "VM.Config.Memory", "VM.Config.Network", "VM.Config.HWType", "VM.Config.Options", "VM.Config.CDROM",
        "VM.Config.Cloudinit", "VM.Allocate", "VM.Clone", "VM.Migrate", "VM.Replicate", "VM.Snapshot", "VM.Snapshot.Rollback", "VM.Console",
        "VM.Backup", "VM.PowerMgmt", "VM.Audit", "VM.GuestAgent.Unrestricted", "VM.GuestAgent.FileRead", "VM.GuestAgent.FileWrite",
        "VM.GuestAgent.FileSystemMgmt", "VM.GuestAgent.Audit",
        "Sys.PowerMgmt", "Sys.Modify", "Sys.Incoming", "Sys.AccessNetwork", "Sys.Console", "Sys.Syslog", "Sys.Audit",
        "Datastore.Allocate", "Datastore.AllocateTemplate", "Datastore.AllocateSpace", "Datastore.Audit",
        "SDN.Allocate", "SDN.Audit", "SDN.Use",
        "Realm.Allocate", "Realm.AllocateUser", "User.Modify", "Group.Allocate",
        "Pool.Allocate", "Pool.Audit", "Mapping.Modify", "Mapping.Use", "Mapping.Audit", "Permissions.Modify",
    ];

    private static readonly string[] s_builtInRoles =
    [
        "NoAccess", "Administrator", "PVEAdmin", "PVEAuditor", "PVETemplateUser", "PVEVMAdmin", "PVEVMUser", "PVESysAdmin", "PVEDatastoreAdmin",
        "PVEDatastoreUser", "PVESDNAdmin", "PVESDNUser", "PVEUserAdmin", "PVEPoolAdmin", "PVEPoolUser", "PVEMappingAdmin", "PVEMappingUser", "PVEMappingAuditor",
    ];

    private static readonly Version s_withoutMonitor = new(9, 0);

    protected internal override void Check(SyntaxTree tree, BindingContext context)
    {
        if (tree is not UserConfigTree users)
            return;

        if (!tree.IsTemplate)
            DefineAll(context);

        foreach (var role in s_builtInRoles)
            context.DefineBuiltIn(ObjectKind.Role, role);

        context.DefineBuiltIn(ObjectKind.User, "root@pam");
        foreach (var record in users.Records)
            Check(record, context);
    }

    private static void DefineAll(BindingContext context)
    {
        foreach (var kind in (ObjectKind[])[ObjectKind.User, ObjectKind.Group, ObjectKind.Token, ObjectKind.Role, ObjectKind.GuestPool])
            context.DefineAll(kind);
    }

    private static void Check(UserRecord record, BindingContext context)
    {
        var name = record.Field(0);
        switch (record.Kind)
        {
            case "user":
                context.Define(ObjectKind.User, name.Text, name.Span);
                Refer(ObjectKind.Realm, After(name, '@'), context);
                break;
            case "token":
                context.Define(ObjectKind.Token, name.Text, name.Span);
                Refer(ObjectKind.User, Before(name, '!'), context);
                break;
            case "group":
                context.Define(ObjectKind.Group, name.Text, name.Span);
                ReferEach(ObjectKind.User, record.Field(1), context);
                break;
            case "role":
                context.Define(ObjectKind.Role, name.Text, name.Span);
                CheckPrivileges(record.Field(1), context);
                break;
            case "pool":
                context.Define(ObjectKind.GuestPool, name.Text, name.Span);
                ReferEach(ObjectKind.Store, record.Field(3), context);
                break;
            case "acl":
                CheckGrant(record, context);
                break;
        }
    }

    private static void CheckGrant(UserRecord record, BindingContext context)
    {
        var path = record.Field(1);
        if (path.Text.StartsWith("/pool/", StringComparison.Ordinal) && path.Text.IndexOf('/', 6) < 0)
            Refer(ObjectKind.GuestPool, Part(path, 6, path.Text.Length), context);
        else if (path.Text.StartsWith("/storage/", StringComparison.Ordinal) && path.Text.IndexOf('/', 9) < 0)
            Refer(ObjectKind.Store, Part(path, 9, path.Text.Length), context);

        foreach (var member in Items(record.Field(2)))
        {
            if (member.Text[0] == '@')
                Refer(ObjectKind.Group, Part(member, 1, member.Text.Length), context);
            else
                Refer(member.Text.IndexOf('!') > 0 ? ObjectKind.Token : ObjectKind.User, member, context);
        }

        ReferEach(ObjectKind.Role, record.Field(3), context);
    }

    private static void CheckPrivileges(Literal list, BindingContext context)
    {
        foreach (var privilege in Items(list))
        {
            if (Array.IndexOf(s_privileges, privilege.Text) >= 0 || TemplateMarks.Contains(privilege.Text))
                continue;

            // pve-access-control 9: VM.Monitor was split into Sys.Audit and VM.GuestAgent.*
            if (privilege.Text == "VM.Monitor")
            {
                if (context.Target is null || context.Target >= s_withoutMonitor)
                    context.ReportOnce(SettingIssueKind.KeyNotInTargetVersion, privilege.Text, privilege.Span, "'VM.Monitor' is no longer granted since Proxmox VE 9.0; grant 'VM.GuestAgent.Audit' or 'VM.GuestAgent.Unrestricted'");

                continue;
            }

            var nearest = Sentence.Nearest(privilege.Text, s_privileges);
            context.ReportOnce(
                SettingIssueKind.InvalidValue,
                privilege.Text,
                privilege.Span,
                $"'{privilege.Text}' is no privilege, so the role does not grant it" + (nearest is null ? "" : $"; did you mean '{nearest}'?"),
                nearest);
        }
    }

    private static void ReferEach(ObjectKind kind, Literal list, BindingContext context)
    {
        foreach (var item in Items(list))
            Refer(kind, item, context);
    }

    private static void Refer(ObjectKind kind, Literal name, BindingContext context)
    {
        if (name.Text.Length > 0)
            context.Refer(kind, name.Text, name.Span);
    }

    private static Literal Before(Literal name, char mark) => Part(name, 0, Math.Max(name.Text.IndexOf(mark), 0));

    private static Literal After(Literal name, char mark) => name.Text.LastIndexOf(mark) is >= 0 and var at ? Part(name, at + 1, name.Text.Length) : new("", name.Span);

    /// <summary>The items of a list. A field with escapes has no text of its own to point at, and gives none.</summary>
    private static IEnumerable<Literal> Items(Literal list)
    {
        for (var start = 0; start < list.Text.Length && list.Text.Length == list.Span.Length;)
        {
            var end = start;
            while (end < list.Text.Length && list.Text[end] is not (',' or ';' or ' '))
                end++;

            if (end > start)
                yield return Part(list, start, end);

            start = end + 1;
        }
    }

    private static Literal Part(Literal text, int start, int end) => text.Text.Length == text.Span.Length && end >= start
        ? new(text.Text.Substring(start, end - start), TextSpan.FromBounds(text.Span.Start + start, text.Span.Start + end))
        : new("", text.Span);
}
