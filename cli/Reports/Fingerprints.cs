using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VirtLint.Rules;

namespace VirtLint.Cli.Reports;

/// <summary>
/// Names findings by rule, entity and fact, so that they are known again after the file was reindented, reordered or moved.
/// Findings of one name are numbered in the order of the run.
/// </summary>
internal sealed class Fingerprints
{
    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);

    public string Next(Finding finding)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(finding.Identity)))[..32];
        var occurrence = _occurrences.GetValueOrDefault(hash) + 1;
        _occurrences[hash] = occurrence;
        return $"{hash}:{occurrence.ToString(CultureInfo.InvariantCulture)}";
    }
}
