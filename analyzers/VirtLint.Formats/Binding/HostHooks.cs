using System;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>Adds the programs that guests have run on the host.</summary>
internal static class HostHooks
{
    /// <param name="name">What runs it: <c>interface script</c>, <c>hookscript</c>.</param>
    /// <param name="setting">The setting whose value names the program.</param>
    public static HostHook Add(VirtualMachine machine, string name, Setting setting, string key, BindingContext context)
    {
        var hook = context.Add(new HostHook(name, context.Origin(setting.ValueSpan), machine));
        if (TemplateMarks.Contains(setting.Value))
        {
            hook.Script = Fact<string>.Unresolved(hook.Origin, setting.Value, "template", key);
            return hook;
        }

        hook.Script = Fact.Stated(setting.Value, hook.Origin, setting.Value, key);
        if (setting.Value.StartsWith("/", StringComparison.Ordinal))
            hook.IsRootOwned = Fact.Stated(HostFileSystem.AreRootOwned(setting.Value), hook.Origin, setting.Value, key);
        else if (setting.Value.IndexOfAny(['/', ':']) < 0)
            // A bare name is looked up in the hypervisor's own folder.
            hook.IsRootOwned = Fact.Stated(true, hook.Origin, setting.Value, key);

        return hook;
    }
}
