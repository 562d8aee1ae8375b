using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>Options that name sections of their own file: back ends of volumes, stores of images.</summary>
internal static class NamedSections
{
    /// <summary>Reports the names that have no section.</summary>
    public static void Check(OsloConf conf, Setting setting, IEnumerable<string> names, string noun, BindingContext context)
    {
        foreach (var name in names.Where(name => !TemplateMarks.Contains(name) && !conf.Has(name)))
            Report(setting, name, $"'{name}' names {noun} that has no section here", context);
    }

    public static void Report(Setting setting, string name, string message, BindingContext context)
    {
        var at = setting.Value.Length == setting.ValueSpan.Length ? setting.Value.IndexOf(name, StringComparison.Ordinal) : -1;
        var span = at < 0 ? setting.ValueSpan : new TextSpan(setting.ValueSpan.Start + at, name.Length);
        context.Report(SettingIssueKind.DanglingReference, setting.Key, span, message);
    }
}
