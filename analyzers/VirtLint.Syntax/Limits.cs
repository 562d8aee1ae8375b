namespace VirtLint.Syntax;

/// <summary>The bounds within which hostile input is read. A parser that meets one reports it and stops there.</summary>
public static class Limits
{
    /// <summary>Nesting of elements, objects or brackets.</summary>
    public const int Depth = 128;

    /// <summary>Nodes of one tree: elements, settings or list items.</summary>
    public const int Nodes = 1_000_000;

    /// <summary>Syntax errors of one file: the rest would repeat the first cause.</summary>
    public const int Errors = 50;
}
