using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>Reads days out of names.</summary>
internal static class Dates
{
    /// <summary>The day in the name that a setting states; Absent when the name holds none.</summary>
    public static Fact<System.DateTimeOffset> OfName(Setting name, BindingContext context) =>
        DiskFormats.DayIn(name.Value) is { } day
            ? Fact.Stated(day, context.Origin(name.ValueSpan), name.Value, name.Key)
            : Fact<System.DateTimeOffset>.Absent;
}
