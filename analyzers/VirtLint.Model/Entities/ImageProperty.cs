namespace VirtLint.Model;

/// <summary>A value that whoever deploys a package is asked for, or that it brings along.</summary>
public sealed class ImageProperty(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.ImageProperty;

    /// <summary>Whether its name or its mark says that its value is a secret.</summary>
    public bool IsSecret { get; set; }

    /// <summary>Whether deployment tools hide its value from whoever looks on, and keep it out of listings.</summary>
    public Fact<bool> IsMasked { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The secret that the package brings along; masked. Absent when the deployer has to choose one.</summary>
    public Fact<string> Secret { get => field ?? Fact<string>.Absent; set => field = Set(value); }
}
