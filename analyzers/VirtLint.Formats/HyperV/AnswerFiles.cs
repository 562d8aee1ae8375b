using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Formats.HyperV;

/// <summary>Finds passwords in the answer files that a script gives its guests: what Windows reads at its first start.</summary>
/// <remarks>Windows Setup, "Unattended Windows Setup Reference": AdministratorPassword, Password, each with Value and PlainText.</remarks>
internal static class AnswerFiles
{
    private const string Mark = "urn:schemas-microsoft-com:unattend";
    private const int Longest = 256 * 1024;

    private static readonly string[] s_elements = ["AdministratorPassword", "Password", "DomainAdminPassword"];

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
        if (xml.IndexOf(Mark, StringComparison.OrdinalIgnoreCase) < 0 || SecretIn(xml) is not { } secret)
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
    private static TextSpan? SecretIn(string xml)
    {
        foreach (var element in s_elements)
        {
            for (var at = xml.IndexOf($"<{element}>", StringComparison.Ordinal); at >= 0; at = xml.IndexOf($"<{element}>", at + 1, StringComparison.Ordinal))
            {
                var end = xml.IndexOf($"</{element}>", at, StringComparison.Ordinal);
                var start = xml.IndexOf("<Value>", at, StringComparison.Ordinal) + "<Value>".Length;
                var close = start < "<Value>".Length ? -1 : xml.IndexOf("</Value>", start, StringComparison.Ordinal);
                if (end < 0 || close < 0 || close > end)
                    continue;

                // Obscured, it is the same password in Base64; what encodes it is not known here.
                var value = xml.Substring(start, close - start);
                var isHidden = xml.Substring(at, end - at).IndexOf("<PlainText>false</PlainText>", StringComparison.OrdinalIgnoreCase) >= 0;
                if (!isHidden && value.Trim().Length > 0 && value.IndexOf('$') < 0 && value.IndexOf('{') < 0 && value.IndexOf('%') < 0 && !TemplateMarks.Contains(value) && SecretText.IsLiteral(value))
                    return new TextSpan(start, close - start);
            }
        }

        return null;
    }
}
