using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax;

/// <summary>A place in a file in which keys are looked up: a section, an element, an object, a property string.</summary>
public abstract class SettingScope
{
    /// <summary>The text that a reader would look at to add a setting: the element's name, the section's header.</summary>
    public abstract TextSpan Anchor { get; }

    /// <summary>The whole text of the scope.</summary>
    public abstract TextSpan Span { get; }

    /// <summary>The setting that counts for a key, by the grammar's own rule (first or last), or null when it is absent.</summary>
    /// <param name="key">A key, or a path in the grammar's own notation (<c>driver/@cache</c>, <c>totem.secauth</c>).</param>
    public abstract Setting? Find(string key);

    /// <summary>Every setting that stands directly in this scope, in the order of the file, duplicates included.</summary>
    public abstract IEnumerable<Setting> Settings { get; }

    /// <summary>The edit that gives an existing setting a new value, or null when the grammar cannot write it.</summary>
    public virtual TextChange? Replace(Setting setting, string value) => new TextChange(setting.ValueSpan, value);

    /// <summary>The edit that adds a setting to this scope, or null when the grammar has no safe place for it.</summary>
    public virtual TextChange? Insert(string key, string value) => null;

    /// <summary>The edit that removes a setting, or null when the grammar cannot.</summary>
    public virtual TextChange? Remove(Setting setting) => new TextChange(setting.FullSpan, "");
}
