using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>A task as it will run: one turn of its loop.</summary>
/// <param name="Module">The module's name without its collection.</param>
/// <param name="Title">What the playbook calls the task, or the module.</param>
/// <param name="Node">The module's arguments.</param>
/// <param name="Run">The run that it is part of.</param>
/// <param name="Context">The file that holds the task.</param>
internal sealed record AnsibleTask(string Module, string Title, ArgumentNode Node, AnsibleRun Run, BindingContext Context)
{
    /// <summary>Uses of one value that are shown beside the first.</summary>
    private const int MostRelated = 3;

    /// <summary>The arguments where they are one text, as those of a shell are; else null.</summary>
    public YamlScalar? Line { get; init; }

    /// <summary>The value of an argument that names something; the task's own title where it is not known.</summary>
    public string NameBy(string key) => Node.Find(key) is { Unresolved: null, Value.Length: > 0 } name ? name.Value : Title;

    /// <summary>Where that name stands, or else the task's module.</summary>
    public Origin OriginBy(string key) => Context.Origin(Node.Find(key) is { Unresolved: null } name ? name.ValueSpan : Node.Anchor);

    /// <summary>Whether an argument has this word as its value.</summary>
    public bool Says(string key, params string[] words) => Node.Find(key) is { Unresolved: null } setting && words.Contains(setting.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>A secret among the arguments, unless something keeps it elsewhere. One that many tasks use is judged once, where it is written.</summary>
    /// <param name="node">The arguments, or a mapping within them.</param>
    public void AddSecret(ConfigNode node, string key, BindingTable<Credential> table)
    {
        if (node.Find(key) is not { } setting || node.Value(key) is not { } value || value.Reference == JinjaExpression.Elsewhere)
            return;

        // A variable that nothing sets is undecided once, however many tasks use it.
        var place = value.WrittenAt?.Origin ?? Context.Origin(setting.ValueSpan);
        if (!Run.IsFirst(place) || (!value.IsKnown && !Run.IsFirst(setting.Value)))
            return;

        var credential = Context.Add(new Credential($"{Module}: {key}", place));
        if (value.WrittenAt is null || !value.IsKnown)
            table.Bind(credential, node, Context);
        else if (value.AsText is { Length: > 0 } text)
            credential.Value = Fact.Stated(text, place, "***", key).Masked().With(new RelatedPlace(Context.Origin(setting.ValueSpan), "it is used here"));
    }

    /// <summary>A link to what the module manages. One that many tasks use is judged once, where it is written.</summary>
    /// <param name="hostKey">The argument that names the other end.</param>
    /// <param name="verifyKey">The argument that says whether its certificate is verified.</param>
    public void AddLink(string hostKey, string verifyKey, BindingTable<ManagementEndpoint> table)
    {
        var (host, verification) = (Node.Find(hostKey), Node.Find(verifyKey));
        if ((verification ?? host) is not { } stated)
            return;

        var flag = Node.Value(verifyKey);
        var place = flag?.WrittenAt?.Origin ?? Context.Origin(stated.ValueSpan);
        if (!Run.IsFirst(place) || (flag is { IsKnown: false } && !Run.IsFirst(stated.Value)))
            return;

        // Where nothing sets the variable, the fallback that tasks repeat is one decision. Other folders may be judged by other settings.
        var fallback = flag is { IsKnown: true, WrittenAt: null } && Node.Written(verifyKey) is YamlScalar { Value: var template } && TemplateMarks.Contains(template) ? $"{new FilePath(Context.File.Path).Folder}: {template}: {stated.Value}" : null;
        if (fallback is not null && Run.LinkBy(fallback) is { } earlier)
        {
            if (earlier.VerifiesPeer.Related.Length < MostRelated)
                earlier.VerifiesPeer = earlier.VerifiesPeer.With(new RelatedPlace(place, "the same stands here"));

            return;
        }

        var link = Context.Add(new ManagementEndpoint(host is { Unresolved: null } ? host.Value : Module, place) { Role = EndpointRole.Link });
        table.Bind(link, Node, Context);
        if (fallback is not null)
            Run.Remember(fallback, link);

        if (flag?.WrittenAt is not null && link.VerifiesPeer is { IsStated: true, Origin: { } use } used)
            link.VerifiesPeer = Fact.Stated(used.Value, place, used.AsWritten, verifyKey).With(new RelatedPlace(use, "it is used here"));
    }
}
