using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Commands;

/// <summary>The arguments of a QEMU system emulator, paired to options and their values.</summary>
public sealed class QemuArguments
{
    // qemu, qemu-options.hx: the options declared without HAS_ARG, with those that older releases had.
    private static readonly ImmutableHashSet<string> WithoutValue = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "h", "help", "version", "S", "s", "snapshot", "enable-kvm", "no-kvm", "no-kvm-irqchip", "no-kvm-pit",
        "no-kvm-pit-reinjection", "enable-hax", "nodefaults", "no-user-config", "nodefconfig", "nographic", "curses",
        "sdl", "gtk", "no-frame", "no-quit", "alt-grab", "ctrl-grab", "full-screen", "portrait", "usb", "no-acpi",
        "no-hpet", "no-fd-bootchk", "no-reboot", "no-shutdown", "daemonize", "singlestep", "one-insn-per-tb",
        "mem-prealloc", "only-migratable", "preconfig", "semihosting", "localtime", "rtc-td-hack", "win2k-hack",
        "tdf", "old-param", "enable-fips", "enable-sync-profile", "xen-attach", "xen-domid-restrict", "show-cursor");

    private QemuArguments(ImmutableArray<QemuArgument> options, ImmutableArray<Literal> positional, bool isComplete)
    {
        Options = options;
        Positional = positional;
        IsComplete = isComplete;
    }

    /// <summary>The options in the order of the command line.</summary>
    public ImmutableArray<QemuArgument> Options { get; }

    /// <summary>The words that belong to no option: disk images, and the program itself when it was passed in.</summary>
    public ImmutableArray<Literal> Positional { get; }

    /// <summary>Whether no word stands for arguments unknown, such as <c>$EXTRA_ARGS</c>: absence proves nothing then.</summary>
    public bool IsComplete { get; }

    /// <summary>Every occurrence of an option.</summary>
    public IEnumerable<QemuArgument> Named(string name) =>
        Options.Where(option => string.Equals(option.Name, name, StringComparison.Ordinal));

    /// <summary>Pairs words that a file gives one by one: <c>qemu:arg</c>, Packer's <c>qemuargs</c>, a JSON array.</summary>
    public static QemuArguments Parse(IReadOnlyList<Literal> words) =>
        Pair([.. words.Select(word => new CommandWord(
            word.Text, word.Span, isQuoted: false, isResolved: !TemplateMarks.Contains(word.Text), positions: null))]);

    /// <summary>Pairs the words of a command line.</summary>
    public static QemuArguments Parse(CommandLine command) => Pair(command.Words);

    private static QemuArguments Pair(ImmutableArray<CommandWord> words)
    {
        var options = ImmutableArray.CreateBuilder<QemuArgument>();
        var positional = ImmutableArray.CreateBuilder<Literal>();
        var isComplete = true;
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (!IsOption(word))
            {
                isComplete &= word.IsResolved;
                positional.Add(word.AsLiteral());
                continue;
            }

            // qemu, system/vl.c: lookup_opt takes one dash or two
            var name = word.Text.Substring(word.Text.StartsWith("--", StringComparison.Ordinal) ? 2 : 1);
            var value = i + 1 < words.Length && !WithoutValue.Contains(name) && !IsOption(words[i + 1]) ? words[++i] : null;
            options.Add(new QemuArgument(
                name,
                word.Span,
                value?.AsLiteral(),
                value?.Map ?? new SpanMap("", new TextSpan(word.Span.End, 0), null),
                value?.IsResolved ?? word.IsResolved));
        }

        return new QemuArguments(options.ToImmutable(), positional.ToImmutable(), isComplete);
    }

    /// <summary>A lone dash is a value: standard input or output.</summary>
    private static bool IsOption(CommandWord word) =>
        word.Text.Length > 1 && word.Text[0] == '-' && !string.Equals(word.Text, "--", StringComparison.Ordinal);
}
