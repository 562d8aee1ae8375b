using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>The schema of a guest's file. Snapshots are left alone: they are history, and nobody edits them.</summary>
/// <param name="keys">The guest's keys.</param>
/// <param name="otherGuests">The keys of the other kind of guest, to tell a misplaced one.</param>
/// <param name="combinations">Reports settings that exclude, need or disable each other; null when none do.</param>
internal sealed class GuestSchema(KeySet keys, KeySet otherGuests, Action<PveSection, BindingContext>? combinations = null) : FormatSchema
{
    protected internal override void Check(SyntaxTree tree, BindingContext context)
    {
        if (tree is not PveGuestTree guest)
            return;

        var check = new KeyCheck(context, tree.IsTemplate, otherGuests);
        check.Check(Without(guest.Main, "delete"), keys);
        if (guest.Main.Find("delete") is { } delete)
            context.ReportOnce(SettingIssueKind.UnknownKey, delete.Key, delete.KeySpan, "'delete' is a key of the section [PENDING], so it deletes nothing here");

        if (guest.Pending is { } pending)
            check.Check(Without(pending, "delete"), keys);

        if (!tree.IsTemplate)
            combinations?.Invoke(guest.Effective, context);
    }

    private static IEnumerable<Setting> Without(PveSection section, string key)
    {
        foreach (var setting in section.Settings)
        {
            if (setting.Key != key)
                yield return setting;
        }
    }
}
