using System;

namespace VirtLint.Formats.Binding;

/// <summary>The value that holds when a key is absent, by release where it changed.</summary>
public sealed class PlatformDefault<T>
{
    private readonly (Version Since, T Value)[] _steps;

    private PlatformDefault(params (Version Since, T Value)[] steps) => _steps = steps;

    public static implicit operator PlatformDefault<T>(T value) => new((new Version(0, 0), value));

    /// <summary>The value of today's release, for documentation.</summary>
    public T Newest => _steps[_steps.Length - 1].Value;

    /// <summary>The release since which <see cref="Newest"/> holds, or null when it always did.</summary>
    public Version? Since => _steps.Length > 1 ? _steps[_steps.Length - 1].Since : null;

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

        return target is null ? Newest : _steps[0].Value;
    }
}

/// <summary>Builds defaults that changed with a release.</summary>
public static class PlatformDefault
{
    public static PlatformDefault<T> Before<T>(T value) => value;
}
