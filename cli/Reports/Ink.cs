namespace VirtLint.Cli.Reports;

/// <summary>Colours for a terminal, or none.</summary>
internal readonly struct Ink(bool on)
{
    public string Error(string text) => Wrap("1;31", text);

    public string Warning(string text) => Wrap("1;33", text);

    public string Note(string text) => Wrap("1;36", text);

    public string Frame(string text) => Wrap("1;34", text);

    public string Strong(string text) => Wrap("1", text);

    private string Wrap(string code, string text) => on ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
