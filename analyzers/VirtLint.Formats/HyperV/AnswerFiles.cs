using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Formats.HyperV;

/// <summary>Finds passwords in the answer files that a script gives its guests: what Windows reads at its first start.</summary>
internal static class AnswerFiles
{
    private const int Longest = 256 * 1024;

    private static readonly char[] s_expansions = ['$', '{', '%'];

    public static readonly BindingTable<VirtualMachine> Answers = new BindingTable<VirtualMachine>(Platform.HyperV, "PowerShell: answer file", "Unattended Windows Setup Reference")
        .Computed("AdministratorPassword/Value, Password/Value", m => m.UserDataSecret, "a password, in a text of the script", source: "AdministratorPassword");

    public static void Bind(PowerShellTree tree, IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        var open = new Stack<PsNode>();
        open.Push(tree.Root);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (node is PsString { ValueSpan.Length: > 0 and < Longest } text)
                BindText(text, calls, context);

            foreach (var child in node.Children)
                open.Push(child);
        }
    }

    private static void BindText(PsString text, IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        var xml = context.File.Text.ToString(text.ValueSpan);
        if (xml.IndexOf(UnattendedSetup.Namespace, StringComparison.OrdinalIgnoreCase) < 0 || SecretIn(xml) is not { } secret)
            return;

        var origin = context.Origin(new TextSpan(text.ValueSpan.Start + secret.Start, secret.Length));
        var machine = context.Add(new VirtualMachine(NameOf(calls), origin) { IsAmendment = true, HasPlaceForLabels = false });
        machine.UserDataSecret = Fact.Stated(xml.Substring(secret.Start, secret.Length), origin, "***", "Value").Masked();
        context.Hide(origin.Span);
    }

    /// <summary>The one guest that the script makes.</summary>
    private static string NameOf(IReadOnlyList<ScriptCall> calls)
    {
        var names = calls.Where(static call => call.Name == "New-VM").SelectMany(GuestNames.Of).Select(static guest => guest.Name).Distinct(StringComparer.OrdinalIgnoreCase).Take(2).ToList();
        return names is [var only] ? only : "guests";
    }

    /// <summary>The first password that is written out; one that the script puts in is not.</summary>
    private static TextSpan? SecretIn(string xml) => UnattendedSetup.PasswordIn(xml, static value => value.IndexOfAny(s_expansions) < 0);
}
