using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack;

/// <summary>What a service tells of what was done by it: its notifications, which audit and billing are made of.</summary>
internal static class AuditTrail
{
    private static readonly Vocabulary<bool> s_driver = Oslo.Judged("a driver of notifications", static text => text != "noop", (true, "messagingv2"));

    // oslo_messaging/notify/notifier.py: driver, a MultiStrOpt whose drivers add up; notify/_impl_noop.py
    public static readonly BindingTable<LogSink> Notifications = new BindingTable<LogSink>(Platform.OpenStack, "*.conf: oslo_messaging_notifications", "oslo.messaging: oslo_messaging_notifications")
        .Row("driver", (s, f) => s.Audit = f, s_driver);

    // keystone/conf/default.py: notification_format, notification_opt_out
    public static readonly BindingTable<LogSink> Identity = new BindingTable<LogSink>(Platform.OpenStack, "keystone.conf: DEFAULT", "keystone.conf")
        .Row("notification_format", (s, f) => s.NamesActor = f, Vocabulary.Of(("cadf", true), ("basic", false)))
        .Row("notification_opt_out", (s, f) => s.RecordsFailedLogins = f, Oslo.Judged("a pattern of events", static text => !IsFailure(text)));

    public static void Bind(OsloConf conf, string service, BindingContext context)
    {
        // Without a driver at all the service is silent, too, but then nobody has asked it to be.
        var section = conf.Section("oslo_messaging_notifications");
        var drivers = section.FindAll("driver").Where(static driver => driver.Value.Length > 0).ToList();
        if (drivers.Count == 0)
            return;

        var sink = context.Add(new LogSink($"{Short(service)} notifications", context.Origin(section.Anchor)));
        Notifications.Bind(sink, section, context);
        var counts = drivers.FirstOrDefault(static driver => driver.Value is not "noop") ?? drivers[0];
        sink.Audit = Facts.Read(section, counts, counts.Key, s_driver, context);
    }

    public static void BindIdentity(OsloConf conf, BindingContext context)
    {
        var section = conf.Section("DEFAULT");
        if (Identity.Rows.All(row => section.Find(row.Key) is null))
            return;

        var sink = context.Add(new LogSink("keystone notifications", context.Origin(section.Anchor)));
        Identity.Bind(sink, section, context);
        if (section.FindAll("notification_opt_out").FirstOrDefault(static setting => IsFailure(setting.Value)) is { } refused)
            sink.RecordsFailedLogins = Facts.Of(section, refused, static _ => false, context);
    }

    private static bool IsFailure(string text) => text.Trim() is "identity.authenticate.failure";

    private static string Short(string service) =>
        service.StartsWith("openstack-", StringComparison.Ordinal) ? service.Substring("openstack-".Length) : service;
}
