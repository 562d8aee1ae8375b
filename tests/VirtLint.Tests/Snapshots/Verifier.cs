using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Tasks;
using NUnit.Framework;

// Verify.NUnit's own namespace and API: MSBuild's UseVerifyPackage swaps in the package, and no test changes.
namespace VerifyNUnit;

/// <summary>
/// Compares text with <c>Class.Method.verified.txt</c> beside the test. A difference leaves <c>Class.Method.received.txt</c>;
/// with VIRTLINT_ACCEPT=1 it becomes the verified one.
/// </summary>
internal static class Verifier
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task Verify(string? target, [CallerFilePath] string sourceFile = "")
    {
        var test = TestContext.CurrentContext.Test;
        var name = $"{test.ClassName?.Split('.')[^1]}.{test.MethodName}";
        var folder = Path.GetDirectoryName(sourceFile) ?? throw new InvalidOperationException($"'{sourceFile}' is in no folder.");
        var verified = Path.Combine(folder, name + ".verified.txt");
        var received = Path.Combine(folder, name + ".received.txt");
        var actual = Normalized(target ?? "null");
        var expected = File.Exists(verified) ? Normalized(await File.ReadAllTextAsync(verified)) : null;
        File.Delete(received);
        if (actual == expected)
            return;

        if (Environment.GetEnvironmentVariable("VIRTLINT_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(verified, actual, s_encoding);
            return;
        }

        await File.WriteAllTextAsync(received, actual, s_encoding);
        Assert.That(actual, Is.EqualTo(expected ?? "(nothing is verified yet)"), $"differs from {verified}; VIRTLINT_ACCEPT=1 accepts it");
    }

    private static string Normalized(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
}
