using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.OpenStack.Schemas;

/// <summary>The schema of one service's files.</summary>
/// <remarks>
/// oslo.config skips options and sections that nobody has registered, and back ends and plug-ins register their own. So
/// sections that are not known are not judged, and an option is reported only where it misspells one of its section or is
/// read from another.
/// </remarks>
/// <param name="service">The service, as the table of options names it.</param>
internal sealed class OsloSchema(string service) : FormatSchema
{
    /// <summary>Options without a name that is known, which are compared with those that are, a file.</summary>
    private const int MostUnknown = 200;

    protected internal override void Check(SyntaxTree tree, BindingContext context)
    {
        if (tree is not IniTree conf)
            return;

        var options = OsloOptions.Of(service);
        var check = new KeyCheck(context, conf.IsTemplate, options.Distinct);
        var ownBackends = BackendsOf(conf);
        var unknown = 0;
        foreach (var sections in conf.Sections.GroupBy(static section => section.Name, OsloNames.Instance))
        {
            if (sections.Key != "DEFAULT" && sections.Key.Equals("DEFAULT", StringComparison.OrdinalIgnoreCase))
            {
                ReportDefault(sections.First(), context);
                continue;
            }

            var isBackend = ownBackends.Contains(sections.Key);
            if (!options.Sections.TryGetValue(isBackend ? "backend_defaults" : sections.Key, out var keys))
                continue;

            var settings = sections.SelectMany(static section => section.Settings).Where(setting => IsJudged(setting, keys, options, ref unknown));

            // Drivers from elsewhere read their back end's section, too.
            (isBackend ? new KeyCheck(context, conf.IsTemplate) : check).Check([.. settings], keys);
        }

        bool IsJudged(Setting setting, KeySet keys, OsloOptions known, ref int count) =>
            keys.Find(setting.Key) is not null || (!known.IsLater(setting.Key) && ++count <= MostUnknown);
    }

    /// <summary>
    /// What the release in use does not read yet, or any more; where none is known, what no release reads any more that is
    /// maintained.
    /// </summary>
    public void CheckReleases(IniTree conf, BindingContext context)
    {
        var options = OsloOptions.Of(service);
        var backends = BackendsOf(conf);
        var related = context.Release is { } stated ? new RelatedPlace(stated.Origin, $"the cloud runs {stated.Version}") : (RelatedPlace?)null;
        foreach (var section in conf.Sections)
        {
            var name = backends.Contains(section.Name) ? "backend_defaults" : section.Name;
            foreach (var setting in section.Settings.Where(static setting => !TemplateMarks.Contains(setting.Key)))
            {
                if (options.EndOf(name, setting.Key) is { } end && end <= (context.Target ?? OpenStackReleases.Oldest))
                    Report(setting, $"OpenStack {end} and later do not read '{setting.Key}'");
                else if (context.Target is { } target && options.FirstOf(setting.Key) is { } first && target < first)
                    Report(setting, $"'{setting.Key}' is read since OpenStack {first}, and the release in use is {target}");
            }
        }

        void Report(Setting setting, string message) =>
            context.Add(new SettingIssue(SettingIssueKind.KeyNotInTargetVersion, setting.Key, context.Origin(setting.KeySpan), message) { Removal = setting.FullSpan, Related = related });
    }

    /// <summary>// cinder: enabled_backends</summary>
    private HashSet<string> BackendsOf(IniTree conf) =>
        service == "cinder" && conf.Section("DEFAULT")?.Find("enabled_backends") is { } enabled ? new(Oslo.List(enabled.Value), StringComparer.OrdinalIgnoreCase) : [];

    /// <summary>// oslo.config, cfg.py: _normalize_group_name leaves DEFAULT alone in upper case</summary>
    private static void ReportDefault(IniSection section, BindingContext context) =>
        context.Report(SettingIssueKind.UnknownKey, section.Name, section.HeaderSpan, $"'[{section.Name}]' is another section than '[DEFAULT]', so nothing in it is read");
}
