namespace VirtLint.Syntax.Ini;

/// <summary>What quotes mean around a value.</summary>
public enum IniQuotes
{
    /// <summary>They are part of the value.</summary>
    None,

    /// <summary>A pair around the whole value is taken off.</summary>
    Outer,

    /// <summary>As in a POSIX shell.</summary>
    Shell,

    /// <summary>Double quotes must stand around every value.</summary>
    Required,
}
