using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace VirtLint.Model;

/// <summary>A thing that a configuration declares: a virtual machine, a disk, a management endpoint.</summary>
public abstract class Entity
{
    private readonly List<KeyValuePair<string, Fact>> _facts = [];
    private readonly List<Entity> _parts = [];

    protected Entity(string name, Origin origin, Entity? owner)
    {
        Name = name;
        Origin = origin;
        Owner = owner;
        owner?._parts.Add(this);
    }

    /// <summary>What people call it: <c>db01</c>, <c>vda</c>, <c>vmbr0</c>.</summary>
    public string Name { get; }

    /// <summary>The text that declares it: the value of its name, its element or its section header.</summary>
    public Origin Origin { get; }

    /// <summary>The entity that this one belongs to (a disk to its virtual machine), or null.</summary>
    public Entity? Owner { get; }

    /// <summary>The platform that it will be on, where its file is in the language of a tool that deploys to several; else null.</summary>
    public Platform? DeployedTo { get => field ?? Owner?.DeployedTo; set; }

    /// <summary>The entities that this one owns, in the order of the file.</summary>
    public IEnumerable<TEntity> Parts<TEntity>() where TEntity : Entity => _parts.OfType<TEntity>();

    public abstract EntityKind Kind { get; }

    /// <summary>
    /// What stays the same when the file is reindented, reordered or moved: kind and name of the entity and its owners.
    /// </summary>
    public string Identity => Owner is null ? Segment : $"{Owner.Identity}/{Segment}";

    /// <summary>Every fact that a binder set, in that order, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, Fact>> Facts => _facts;

    /// <summary>What a message calls the entity: <c>virtual machine 'db01'</c>.</summary>
    public virtual string Description => $"{EntityKinds.Noun(Kind)} '{Name}'";

    /// <summary>The <see cref="Description"/> where a sentence starts: <c>Virtual machine 'db01'</c>.</summary>
    public string Subject => char.ToUpperInvariant(Description[0]) + Description.Substring(1);

    private string Segment => $"{Kind}:{Name}";

    /// <summary>Remembers a fact under the name of the property that holds it, for dumps and documentation.</summary>
    private protected Fact<T> Set<T>(Fact<T> fact, [CallerMemberName] string name = "")
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Key == name)
            {
                _facts[i] = new(name, fact);
                return fact;
            }
        }

        _facts.Add(new(name, fact));
        return fact;
    }

    public override string ToString() => Identity;
}
