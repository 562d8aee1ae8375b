using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Hcl;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Formats.Terraform;

/// <summary>Gives a variable's value the members that its type has by default.</summary>
/// <remarks>Terraform language, "Type Constraints": "Optional Object Type Attributes".</remarks>
internal static class TypeDefaults
{
    /// <param name="type">The type as the variable states it.</param>
    /// <param name="value">What the variable is given.</param>
    /// <param name="evaluate">Gives the value of a default.</param>
    public static HclValue Complete(HclExpression type, HclValue value, Func<HclExpression, HclValue> evaluate) => (type, value.Kind) switch
    {
        (HclParentheses parentheses, _) => Complete(parentheses.Inner, value, evaluate),
        (HclCall { Name: "object", Arguments: [HclObject fields] }, HclKind.Map) => Object(fields, value, evaluate),
        (HclCall { Name: "list" or "set", Arguments: [HclCall item] }, HclKind.List) => Same(value, HclValue.Of((IReadOnlyList<HclValue>)[.. value.Items.Select(one => Complete(item, one, evaluate))])),
        (HclCall { Name: "map", Arguments: [HclCall item] }, HclKind.Map) => Same(value, HclValue.Of(value.Members.ToDictionary(
            static member => member.Key, member => Complete(item, member.Value, evaluate), StringComparer.Ordinal))),
        _ => value,
    };

    private static HclValue Object(HclObject fields, HclValue value, Func<HclExpression, HclValue> evaluate)
    {
        var members = new Dictionary<string, HclValue>(StringComparer.Ordinal);
        foreach (var member in value.Members)
            members[member.Key] = member.Value;

        foreach (var field in fields.Items)
        {
            if (field.Key is not HclVariable { Name: var name })
                continue;

            var isStated = members.TryGetValue(name, out var stated) && stated.Kind is not HclKind.Null;
            if (field.Value is HclCall { Name: "optional", Arguments: [var type, ..] } optional)
            {
                var given = isStated ? members[name] : optional.Arguments.Length > 1 ? evaluate(optional.Arguments[1]) : HclValue.Null;
                members[name] = Complete(type, given, evaluate);
            }
            else if (isStated)
            {
                members[name] = Complete(field.Value, members[name], evaluate);
            }
        }

        return Same(value, HclValue.Of(members));
    }

    /// <summary>The completed value, written where the given one is.</summary>
    private static HclValue Same(HclValue given, HclValue completed) => given.WrittenAt is { } place ? completed.At(place) : completed;
}
