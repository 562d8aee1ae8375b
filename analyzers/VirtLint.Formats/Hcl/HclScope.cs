using System;
using VirtLint.Model;

namespace VirtLint.Formats.Hcl;

/// <summary>What names mean where an expression stands.</summary>
internal abstract class HclScope
{
    /// <summary>The value of a name, or null when it is none of this scope: a reference to an object outside.</summary>
    public abstract HclValue? Find(string name);

    /// <summary>The value of <c>root.name</c> where it can be had without all of <c>root</c>: a local, a variable. Else null.</summary>
    public virtual HclValue? FindMember(string root, string name) => null;

    /// <summary>The value that an object's configuration states for <c>type.name.attribute</c>, or null.</summary>
    public virtual HclValue? Resolve(string reference) => null;

    /// <summary>What <c>path</c> means in the name of a file that is read.</summary>
    public virtual HclValue Folders => HclValue.Unknown("a file that is not in the tree");

    /// <summary>A file of the tree, by its path; null for any other.</summary>
    public virtual SourceFile? Read(string path) => null;

    /// <summary>This scope, with one more name.</summary>
    public HclScope With(string name, HclValue value) => name.Length == 0 ? this : new Inner(this, name, value);

    private sealed class Inner(HclScope outer, string name, HclValue value) : HclScope
    {
        public override HclValue? Find(string asked) => asked == name ? value : outer.Find(asked);

        public override HclValue Folders => outer.Folders;

        public override SourceFile? Read(string path) => outer.Read(path);

        public override HclValue? FindMember(string root, string member) => root == name ? null : outer.FindMember(root, member);

        public override HclValue? Resolve(string reference) => reference.StartsWith(name + ".", StringComparison.Ordinal) ? null : outer.Resolve(reference);
    }
}
