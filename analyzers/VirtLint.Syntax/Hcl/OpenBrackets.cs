using System.Collections.Generic;

namespace VirtLint.Syntax.Hcl;

/// <summary>The brackets that are open in a text that is passed over, whether they match or not.</summary>
internal sealed class OpenBrackets
{
    private readonly Stack<char> _open = new();

    // How many of each: whether one is open is asked at every closing bracket.
    private readonly Dictionary<char, int> _counts = new() { ['{'] = 0, ['['] = 0, ['('] = 0 };

    public int Count => _open.Count;

    public bool Has(char bracket) => _counts[bracket] > 0;

    public void Push(char bracket)
    {
        _open.Push(bracket);
        _counts[bracket]++;
    }

    /// <summary>Closes the innermost of a kind, and what was left open inside it. One that is not open is passed over.</summary>
    public void Close(char bracket)
    {
        if (!Has(bracket))
            return;

        char closed;
        do
        {
            closed = _open.Pop();
            _counts[closed]--;
        }
        while (closed != bracket);
    }
}
