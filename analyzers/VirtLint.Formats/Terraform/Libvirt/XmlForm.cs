using System;
using System.Collections;
using System.Collections.Generic;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>What an attribute states of an element.</summary>
internal enum XmlTarget
{
    /// <summary>An XML attribute, or the text of an element.</summary>
    Value,

    /// <summary>An element that is there or not.</summary>
    Presence,

    /// <summary>A word that the attribute's being there stands for: of several variants, one is stated.</summary>
    Choice,

    /// <summary>Elements, one for each object.</summary>
    Elements,
}

/// <summary>One attribute, and what it is in XML.</summary>
/// <param name="Attribute">Its path from the object that the form is of.</param>
/// <param name="Steps">The objects that it lies in.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Target">What it states.</param>
/// <param name="Path">The place in XML.</param>
/// <param name="Word">Choice: the word.</param>
/// <param name="Form">Elements: what each object states.</param>
internal sealed record XmlLine(string Attribute, IReadOnlyList<string> Steps, string Name, XmlTarget Target, string Path, string Word, XmlForm? Form);

/// <summary>How the attributes of an object state an element of libvirt's XML.</summary>
/// <remarks>
/// Attributes are paths with dots. XML paths are those of <see cref="VirtLint.Syntax.Xml.XmlElement"/>: <c>driver/@cache</c>,
/// <c>memory/text()</c>, <c>readonly</c> for what is there or not, and <c>@type=file</c> for the word that a variant stands for.
/// </remarks>
internal sealed class XmlForm : IEnumerable<XmlLine>
{
    private readonly List<XmlLine> _lines = [];

    public void Add(string attribute, string path)
    {
        var choice = path.LastIndexOf('@') is >= 0 and var at && path.IndexOf(']', at) < 0 ? path.IndexOf('=', at) : -1;
        if (choice >= 0)
            Add(attribute, XmlTarget.Choice, path.Substring(0, choice), path.Substring(choice + 1), null);
        else
            Add(attribute, path.EndsWith("text()", StringComparison.Ordinal) || path[path.LastIndexOf('/') + 1] == '@' ? XmlTarget.Value : XmlTarget.Presence, path, "", null);
    }

    public void Add(string attribute, string path, XmlForm form) => Add(attribute, XmlTarget.Elements, path, "", form);

    /// <summary>Adds the lines of a form that several objects share.</summary>
    public void Add(XmlForm shared) => _lines.AddRange(shared._lines);

    public IEnumerator<XmlLine> GetEnumerator() => _lines.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(string attribute, XmlTarget target, string path, string word, XmlForm? form)
    {
        var steps = attribute.Split('.');
        _lines.Add(new(attribute, new ArraySegment<string>(steps, 0, steps.Length - 1), steps[steps.Length - 1], target, path, word, form));
    }
}
