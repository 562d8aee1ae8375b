using System;

namespace VirtLint.Syntax;

/// <summary>Recognises text that another program fills in before the platform reads it.</summary>
public static class TemplateMarks
{
    /// <summary>
    /// Whether a value holds a placeholder: <c>{{ … }}</c> and <c>{% … %}</c> (Jinja, Go, Handlebars), <c>${…}</c> and
    /// <c>$(…)</c> (shell, Terraform, Make), <c>&lt;% … %&gt;</c> (ERB, Mako), <c>@NAME@</c> (autoconf),
    /// <c>%%NAME%%</c>, or <c>$NAME</c> as the whole value.
    /// </summary>
    public static bool Contains(string value)
    {
        for (var i = 0; i < value.Length - 1; i++)
        {
            var next = value[i + 1];
            switch (value[i])
            {
                case '{' when next is '{' or '%' or '#':
                case '$' when next is '{' or '(':
                case '<' when next == '%':
                    return true;
                case '$' when i == 0 && (char.IsLetter(next) || next == '_'):
                    return IsName(value, 1, value.Length);
                case '@' when i == 0 && value[value.Length - 1] == '@':
                    return IsName(value, 1, value.Length - 1);
                case '%' when i == 0 && next == '%' && value.Length > 4 && value.EndsWith("%%", StringComparison.Ordinal):
                    return IsName(value, 2, value.Length - 2);
            }
        }

        return false;
    }

    private static bool IsName(string value, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!char.IsLetterOrDigit(value[i]) && value[i] is not ('_' or '.' or '-'))
                return false;
        }

        return end > start;
    }
}
