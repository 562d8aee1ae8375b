using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.VirtualBox;

/// <summary>Binds what <c>VBoxManage modifyvm</c> sets of a guest, whatever hands it its arguments.</summary>
internal sealed class VboxModification(VirtualMachine machine, BindingContext context)
{
    private const string Source = "VirtualBox manual: VBoxManage modifyvm";

    private const string Address = "--vrde-address";

    private const string Login = "--vrde-auth-type";

    /// <summary>Options and their values in turn.</summary>
    /// <param name="words">What stands behind the name of the guest.</param>
    /// <param name="isConditional">Whether the command runs or not, depending on what only a run knows.</param>
    public void Bind(IReadOnlyList<Literal> words, bool isConditional)
    {
        for (var i = 0; i + 1 < words.Count; i++)
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

    /// <summary>The console of a guest that nothing else has switched on before.</summary>
    public void BindDisplay(IReadOnlyList<Literal> words)
    {
        if (ValueOf(words, "--vrde") is not { Text: "on" } isOn)
            return;

        var origin = context.Origin(isOn.Span);
        var display = context.Add(new RemoteConsole("VRDP", origin, machine) { IsHostKnown = true });
        display.Protocol = Fact.Stated(ConsoleProtocol.Rdp, origin, isOn.Text, "--vrde");
        display.Address = ValueOf(words, Address, "--vrdeaddress") is { } address
            ? Fact.Stated(ListenAddress.Of(address.Text), context.Origin(address.Span), address.Text, Address)
            : Fact.Default(ListenAddress.Of(""), origin, Source, Address);
        display.Authentication = ValueOf(words, Login, "--vrdeauthtype") is { } kind
            ? Fact.Stated(kind.Text == "null" ? ConsoleAuthentication.None : ConsoleAuthentication.Password, context.Origin(kind.Span), kind.Text, Login)
            : Fact.Default(ConsoleAuthentication.None, origin, Source, Login);
        if (ValueOf(words, "--vrde-multi-con", "--vrdemulticon") is { Text: "on" } many)
            display.IgnoresExclusiveViewers = Fact.Stated(true, context.Origin(many.Span), many.Text, "--vrde-multi-con");
    }

    private void AddNesting(Literal value, bool isConditional) =>
        context.Add(new CpuFeature("nested-virt", context.Origin(value.Span), machine)).Policy = Read(value, "nested", isConditional, static _ => CpuFeaturePolicy.Required);

    private static Literal? ValueOf(IReadOnlyList<Literal> words, params string[] options)
    {
        for (var i = 0; i + 1 < words.Count; i++)
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
