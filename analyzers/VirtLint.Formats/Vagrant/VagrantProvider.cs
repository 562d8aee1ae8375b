using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;
using VirtLint.Syntax.Ruby;

namespace VirtLint.Formats.Vagrant;

/// <summary>Binds what a project tells the provider of a machine, in the provider's own words.</summary>
internal sealed class VagrantProvider(VirtualMachine machine, BindingContext context)
{
    private const string Source = "VirtualBox manual: VBoxManage modifyvm";

    private RemoteConsole? _display;

    public void Bind(List<RubyCall> calls)
    {
        foreach (var call in calls)
        {
            switch (VagrantGuest.ProviderOf(call), call.Path[call.Path.Length - 1].Text)
            {
                case ("virtualbox", "customize") when call.Find("0") is { IsList: true } words && words.Items.Length > 2 && words.Items[0].Text == "modifyvm":
                    BindModification(words.Items, call.IsConditional);
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

    /// <summary>Options and their values in turn: <c>["modifyvm", :id, "--vrde", "on"]</c>.</summary>
    private void BindModification(IReadOnlyList<Literal> words, bool isConditional)
    {
        var display = words.Select(static (word, at) => (word, at)).Where(static entry => entry.word.Text is "--vrde").Select(static entry => entry.at).FirstOrDefault();
        if (display > 0 && display + 1 < words.Count && words[display + 1].Text == "on" && !isConditional)
            BindDisplay(words, words[display + 1]);

        for (var i = 2; i + 1 < words.Count; i++)
        {
            var (option, value) = (words[i].Text, words[i + 1]);
            switch (option)
            {
                case "--clipboard-mode" or "--clipboard":
                    AddChannel(SideChannelKind.Clipboard, "clipboard", option, value, isConditional);
                    break;
                case "--drag-and-drop" or "--draganddrop":
                    AddChannel(SideChannelKind.FileTransfer, "drag and drop", option, value, isConditional);
                    break;
                case "--nested-hw-virt" when value.Text == "on":
                    AddNesting(value, isConditional);
                    break;
                default:
                    if (option.StartsWith("--nicpromisc", StringComparison.Ordinal) || option.StartsWith("--nic-promisc", StringComparison.Ordinal))
                        AddPromiscuous(option, value, isConditional);

                    break;
            }
        }
    }

    private void BindDisplay(IReadOnlyList<Literal> words, Literal isOn)
    {
        var origin = context.Origin(isOn.Span);
        _display = context.Add(new RemoteConsole("VRDP", origin, machine) { IsHostKnown = true });
        _display.Protocol = Fact.Stated(ConsoleProtocol.Rdp, origin, isOn.Text, "--vrde");
        _display.Address = ValueOf(words, "--vrde-address", "--vrdeaddress") is { } address
            ? Fact.Stated(ListenAddress.Of(address.Text), context.Origin(address.Span), address.Text, "--vrde-address")
            : Fact.Default(ListenAddress.Of(""), origin, Source, "--vrde-address");
        _display.Authentication = ValueOf(words, "--vrde-auth-type", "--vrdeauthtype") is { } kind
            ? Fact.Stated(kind.Text == "null" ? ConsoleAuthentication.None : ConsoleAuthentication.Password, context.Origin(kind.Span), kind.Text, "--vrde-auth-type")
            : Fact.Default(ConsoleAuthentication.None, origin, Source, "--vrde-auth-type");
        if (ValueOf(words, "--vrde-multi-con", "--vrdemulticon") is { Text: "on" } many)
            _display.IgnoresExclusiveViewers = Fact.Stated(true, context.Origin(many.Span), many.Text, "--vrde-multi-con");
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

    private static Literal? ValueOf(IReadOnlyList<Literal> words, params string[] options)
    {
        for (var i = 2; i + 1 < words.Count; i++)
        {
            if (Array.IndexOf(options, words[i].Text) >= 0)
                return words[i + 1];
        }

        return null;
    }

    private void AddChannel(SideChannelKind kind, string name, string option, Literal value, bool isConditional)
    {
        var channel = context.Add(new SideChannel(kind, name, context.Origin(value.Span), machine));
        channel.IsOpen = Read(value, option, isConditional, static text => text != "disabled");
    }

    private void AddNesting(Literal value, bool isConditional) =>
        context.Add(new CpuFeature("nested-virt", context.Origin(value.Span), machine)).Policy = Read(value, "nested", isConditional, static _ => CpuFeaturePolicy.Required);

    private void AddPromiscuous(string option, Literal value, bool isConditional)
    {
        var nic = context.Add(new NetworkInterface($"adapter {option.Substring(option.Length - 1)}", context.Origin(value.Span), machine));
        nic.IsPromiscuous = Read(value, option, isConditional, static text => text is "allow-vms" or "allow-all");
    }

    private Fact<T> Read<T>(Literal value, string key, bool isConditional, Func<string, T> read) =>
        isConditional || TemplateMarks.Contains(value.Text) || value.Text.StartsWith("#{", StringComparison.Ordinal)
            ? Fact<T>.Unresolved(context.Origin(value.Span), value.Text, isConditional ? "condition" : "expression", key)
            : Fact.Stated(read(value.Text), context.Origin(value.Span), value.Text, key);
}
