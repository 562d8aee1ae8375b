using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Lifecycle;

/// <summary>Binds the memory and processors that a guest may use.</summary>
internal static class GuestResources
{
    private const string Source = "qm.conf(5): memory, cores, sockets; pct.conf(5): memory, cores";
    private const long DefaultMemory = 512L << 20;

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        machine.MaxMemory = Memory(settings, context);
        machine.MaxProcessors = Processors(machine, settings, context);
    }

    /// <summary>MiB; a virtual machine's may be written as <c>current=4096</c> too.</summary>
    private static Fact<long> Memory(PveSection settings, BindingContext context)
    {
        if (settings.Find("memory") is not { } setting)
            return Facts.Default(context, DefaultMemory, settings.Anchor, Source, "memory");

        if (PropertyString.Parse(setting, "current").Find("current") is not { } memory)
            return Fact<long>.Absent;

        var origin = context.Origin(memory.ValueSpan);
        return ByteSize.TryParse(memory.Value, "MiB", out var bytes)
            ? Fact.Stated(bytes, origin, memory.Value, "memory")
            : Fact<long>.Unresolved(origin, memory.Value, TemplateMarks.Contains(memory.Value) ? "template" : "not a number", "memory");
    }

    /// <summary>A container without cores may use all of its host's; a virtual machine has one socket with one core.</summary>
    private static Fact<int> Processors(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        if (machine.IsContainer.Is(true))
            return Facts.Read(settings, "cores", Vocabulary.Integer, null, Source, context);

        var cores = Facts.Read(settings, "cores", Vocabulary.Integer, 1, Source, context);
        var sockets = Facts.Read(settings, "sockets", Vocabulary.Integer, 1, Source, context);
        return sockets.IsKnown && sockets.Value > 1 ? cores.Select(number => (int)Math.Min((long)number * sockets.Value, int.MaxValue))
            : sockets.IsUnresolved ? sockets
            : cores;
    }
}
