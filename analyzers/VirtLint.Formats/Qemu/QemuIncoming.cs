using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Qemu;

/// <summary>Binds <c>-incoming</c>: a guest that waits for the memory of another. // qemu, qemu-options.hx: -incoming</summary>
internal static class QemuIncoming
{
    public static void Bind(VirtualMachine machine, QemuArguments arguments, BindingContext context)
    {
        foreach (var argument in arguments.Named("incoming"))
        {
            if (argument.Value is not { } value || !value.Text.StartsWith("tcp:", StringComparison.Ordinal))
                continue;

            var origin = context.Origin(value.Span);
            var policy = context.Add(new MigrationPolicy($"-incoming of '{machine.Name}'", origin, machine));
            if (TemplateMarks.Contains(value.Text))
            {
                policy.Protection = Fact<LinkProtection>.Unresolved(origin, value.Text, "template");
                continue;
            }

            var host = value.Text.Substring(4, Math.Max(0, value.Text.LastIndexOf(':') - 4));
            policy.Address = Fact.Stated(ListenAddress.Of(host), origin, value.Text);

            // Credentials can only be set over QMP, and no command line shows that.
            if (policy.Address.Is(static address => address.IsExposed) && !arguments.Named("qmp").Any())
                policy.Protection = Fact.Stated(LinkProtection.None, origin, value.Text);
        }
    }
}
