using System.Globalization;

namespace VirtLint.Syntax;

/// <summary>A node that has children by name or by number.</summary>
internal interface IPathNode
{
    /// <summary>The number of the child of a name, or -1.</summary>
    int IndexOf(string name);

    /// <summary>The number of children that are reached by number: 0 where they have names.</summary>
    int ItemCount { get; }

    IPathNode? ChildAt(int index);
}

/// <summary>Follows a path such as <c>a.b[0].c</c>.</summary>
internal static class NodePath
{
    /// <summary>Finds the node in which a path ends, and the number of its child.</summary>
    /// <remarks>
    /// A name may hold dots itself (<c>security.nesting</c>, <c>kubevirt.io/allow</c>): at each step the longest name that
    /// exists is tried first.
    /// </remarks>
    public static bool TryResolve(IPathNode node, string path, out IPathNode container, out int index)
    {
        container = node;
        index = node.IndexOf(path);
        if (index >= 0)
            return true;

        if (path.Length > 0 && path[0] == '[')
            return TryItem(node, path, ref container, ref index);

        for (var split = path.Length - 1; split > 0; split--)
        {
            if (path[split] is not ('.' or '['))
                continue;

            var child = node.IndexOf(path.Substring(0, split));
            if (child < 0 || node.ChildAt(child) is not { } next)
                continue;

            if (TryResolve(next, path.Substring(path[split] == '.' ? split + 1 : split), out container, out index))
                return true;
        }

        return false;
    }

    private static bool TryItem(IPathNode node, string path, ref IPathNode container, ref int index)
    {
        var close = path.IndexOf(']');
        if (close < 0
            || !int.TryParse(path.Substring(1, close - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var item)
            || item >= node.ItemCount)
        {
            return false;
        }

        if (close == path.Length - 1)
        {
            container = node;
            index = item;
            return true;
        }

        var rest = path.Substring(path[close + 1] == '.' ? close + 2 : close + 1);
        return node.ChildAt(item) is { } next && TryResolve(next, rest, out container, out index);
    }
}
