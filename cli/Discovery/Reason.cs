using System;
using System.IO;

namespace VirtLint.Cli.Discovery;

/// <summary>Says in our own words why the file system refused: the runtime's are left out of a native binary.</summary>
internal static class Reason
{
    public static string Of(Exception exception) => exception switch
    {
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        PathTooLongException => "the path is too long",
        System.Text.EncoderFallbackException => "its encoding lacks a character that the edit needs",
        _ => "the file system refused",
    };
}
