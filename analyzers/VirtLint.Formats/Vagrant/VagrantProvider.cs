using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Formats.VirtualBox;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;
using VirtLint.Syntax.Ruby;

namespace VirtLint.Formats.Vagrant;

/// <summary>Binds what a project tells the provider of a machine, in the provider's own words.</summary>
internal sealed class VagrantProvider(VirtualMachine machine, BindingContext context)
{
    public void Bind(List<RubyCall> calls)
    {
        foreach (var call in calls)
        {
            switch (VagrantGuest.ProviderOf(call), call.Path[call.Path.Length - 1].Text)
            {
                case ("virtualbox", "customize") when call.Find("0") is { IsList: true } words && words.Items.Length > 2 && words.Items[0].Text == "modifyvm":
                    BindModification(words.Items.RemoveRange(0, 2), call.IsConditional);
                    break;
                case ("libvirt", "nested") or ("hyperv", "enable_virtualization_extensions"):
                    if (call.Find("0") is { Value: "true" } nested)
                        AddNesting(nested.AsLiteral(), call.IsConditional);

                    break;
                case ("libvirt", "qemuargs") when call.Find("value") is { Unresolved: null } argument:
                    QemuRawArguments.Bind(machine, QemuArguments.Parse([argument.AsLiteral()]), "qemuargs", context);
                    break;
                case ("libvirt", "graphics_ip") when call.Find("0") is { } address:
                    BindGraphics(calls, call, address);
                    break;
            }
        }
    }

    private void BindModification(IReadOnlyList<Literal> words, bool isConditional)
    {
        var modification = new VboxModification(machine, context);
        modification.Bind(words, isConditional);
        if (!isConditional)
            modification.BindDisplay(words);
    }

    private void AddNesting(Literal value, bool isConditional)
    {
        var feature = context.Add(new CpuFeature("nested-virt", context.Origin(value.Span), machine));
        feature.Policy = isConditional
            ? Fact<CpuFeaturePolicy>.Unresolved(feature.Origin, value.Text, "condition", "nested")
            : Fact.Stated(CpuFeaturePolicy.Required, feature.Origin, value.Text, "nested");
    }

    private void BindGraphics(List<RubyCall> calls, RubyCall call, Setting address)
    {
        var console = context.Add(new RemoteConsole("VNC", context.Origin(call.Anchor), machine) { IsHostKnown = true });
        console.Protocol = Fact.Stated(ConsoleProtocol.Vnc, context.Origin(call.Anchor), "graphics_ip", "graphics_ip");
        console.Address = Facts.Read(call, address, "graphics_ip", Vocabulary.Listen, context);
        var password = calls.LastOrDefault(static other => other.Path[other.Path.Length - 1].Text == "graphics_passwd");
        if (password?.Find("0") is { } secret)
        {
            console.Password = Facts.Read(password, secret, "graphics_passwd", Vocabulary.Secret, context);
            console.Authentication = console.Password.Select(static _ => ConsoleAuthentication.Password);
        }
        else
        {
            console.Authentication = Fact.Default(ConsoleAuthentication.None, console.Origin, "vagrant-libvirt: graphics_passwd", "graphics_passwd");
        }
    }
}
