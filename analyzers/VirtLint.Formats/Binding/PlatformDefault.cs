using System;
using System.Linq;

namespace VirtLint.Formats.Binding;

/// <summary>The value that holds when a key is absent, by release where it changed.</summary>
public sealed class PlatformDefault<T>
{
    private readonly (Version Since, T Value)[] _steps;

    private PlatformDefault(params (Version Since, T Value)[] steps) => _steps = steps;

    public static implicit operator PlatformDefault<T>(T value) => new((new Version(0, 0), value));

    /// <summary>Every value with the release since which it holds, the newest first: <c>yes since 10.2, before no</c>.</summary>
    public string Describe(Func<T, string> spell) => string.Join(
        ", before ",
        Enumerable.Reverse(_steps).Select(step => step.Since.Major == 0 && step.Since.Minor == 0 ? spell(step.Value) : $"{spell(step.Value)} since {step.Since}"));

    /// <summary>The same default, but a later release changed it: <c>Before(false).Then("10.2", true)</c>.</summary>
    public PlatformDefault<T> Then(string version, T value) => new([.. _steps, (Version.Parse(version), value)]);

    /// <param name="target">The release that the project declares, or null for today's.</param>
    public T For(Version? target)
    {
        for (var i = _steps.Length - 1; i > 0 && target is not null; i--)
        {
            if (target >= _steps[i].Since)
                return _steps[i].Value;
        }

        return _steps[target is null ? _steps.Length - 1 : 0].Value;
    }

    /// <summary>The default of the release, or, where none is known, the one that <paramref name="oldest"/> and all later releases have.</summary>
    /// <param name="target">The release in use, or null when it is unknown.</param>
    /// <param name="oldest">The oldest release that counts when it is unknown.</param>
    /// <param name="value">The default; meaningless when the releases do not agree.</param>
    public bool TryAgree(Version? target, Version oldest, out T value)
    {
        value = For(target);
        return target is not null || _steps[_steps.Length - 1].Since <= oldest;
    }
}

/// <summary>Builds defaults that changed with a release.</summary>
public static class PlatformDefault
{
    public static PlatformDefault<T> Before<T>(T value) => value;
}
