using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>One of libvirt's own tables in the names of a resource's attributes, as documentation shows it: libvirt's binder reads both.</summary>
/// <param name="table">The table of the XML.</param>
/// <param name="place">The resource, and the attribute in it.</param>
/// <param name="form">How the attributes state the XML.</param>
/// <param name="prefix">The path from the form's element to the table's.</param>
internal sealed class TranslatedTable(IBindingTable table, string place, XmlForm form, string prefix = "") : IBindingTable
{
    public Platform Platform => table.Platform;

    public string Place => place;

    public string EntityName => table.EntityName;

    public IEnumerable<IBindingRow> Rows
    {
        get
        {
            foreach (var row in table.Rows)
            {
                var lines = row.Key.Split(',').SelectMany(key => form.Where(line => line.Path == prefix + key.Trim() && line.Target is not XmlTarget.Elements)).ToList();
                if (lines.Count > 0)
                    yield return new TranslatedRow(row, lines);
            }
        }
    }

    private sealed class TranslatedRow(IBindingRow row, IReadOnlyList<XmlLine> lines) : IBindingRow
    {
        public string Key { get; } = string.Join(", ", lines.Select(static line => line.Attribute.Replace('.', '/')).Distinct());

        public string FactName => row.FactName;

        public string Expected => lines.All(static line => line.Target is XmlTarget.Choice) ? "the one that is stated"
            : lines.All(static line => line.Target is XmlTarget.Presence) ? "'true' or 'false'"
            : row.Expected;

        public string? DefaultText => row.DefaultText;

        public string Source => row.Source;

        public string? DecidedBy => row.DecidedBy;

        public IReadOnlyList<string> Words => row.Words;

        public bool IsBound => false;

        public bool TryRead(string word, out object? value) => row.TryRead(word, out value);

        public string? Spell(object? value) => row.Spell(value);
    }
}
