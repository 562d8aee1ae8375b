using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace VirtLint.Model;

/// <summary>All that the first boot of a guest installs, by the names of packages in the order of the data.</summary>
public sealed class GuestPackages(IEnumerable<string> names)
{
    public ImmutableArray<string> Names { get; } = [.. names];

    /// <summary>Whether a package is among them, under its name or with a version behind it: <c>auditd=1:3.0</c>, <c>auditd-3.0</c>.</summary>
    public bool Has(string package) => Names.Any(name =>
        name.StartsWith(package, StringComparison.OrdinalIgnoreCase)
        && (name.Length == package.Length || name[package.Length] == '=' || (name[package.Length] == '-' && name.Length > package.Length + 1 && char.IsDigit(name[package.Length + 1]))));

    public override string ToString() => string.Join(", ", Names);
}
