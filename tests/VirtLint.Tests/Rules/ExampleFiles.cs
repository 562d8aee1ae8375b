using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using VirtLint.Formats;
using VirtLint.Rules;

namespace VirtLint.Tests.Rules;

/// <summary>The other files of an example, as a host would tell of them.</summary>
internal sealed class ExampleFiles(IReadOnlyList<RuleExample> examples, RuleExample asking) : CompanionFiles
{
    /// <remarks>An example holds no disks: each has its own, of unknown content.</remarks>
    public override bool? Has(string name) => Find(name) is not null || name.EndsWith(".vmdk", System.StringComparison.Ordinal) || asking.Beside.Contains(name);

    public override string? Digest(string name, DigestAlgorithm algorithm) => Find(name) is not { } example ? null : System.Convert.ToHexStringLower(algorithm switch
    {
        DigestAlgorithm.Sha256 => SHA256.HashData(Encoding.UTF8.GetBytes(example.Text)),
        DigestAlgorithm.Sha512 => SHA512.HashData(Encoding.UTF8.GetBytes(example.Text)),
        _ => SHA1.HashData(Encoding.UTF8.GetBytes(example.Text)),
    });

    private RuleExample? Find(string name)
    {
        var path = Path.Combine(Path.GetDirectoryName(asking.Path) ?? "", name);
        return examples.FirstOrDefault(example => example.Path == path);
    }
}
