using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>An argument of a module: what a mapping states, or a word such as <c>name=db01</c>.</summary>
/// <param name="Name">The argument's name.</param>
/// <param name="NameSpan">Where it stands.</param>
/// <param name="ValueSpan">The value's own text.</param>
/// <param name="Node">The value; null where a word states it.</param>
/// <param name="Text">The value as a word states it.</param>
/// <param name="Owner">The mapping that states it; null for a word.</param>
/// <param name="File">The file that states it.</param>
internal sealed record Argument(string Name, TextSpan NameSpan, TextSpan ValueSpan, YamlNode? Node, string Text, YamlMapping? Owner, AnsibleFile File);

/// <summary>What a task calls, with its arguments as the task writes them.</summary>
/// <param name="Module">The module's name as written.</param>
/// <param name="ModuleSpan">Where it stands.</param>
/// <param name="Arguments">The arguments where they are a mapping.</param>
/// <param name="Words">The arguments that are words of one line.</param>
/// <param name="Line">The arguments as one text; null where they are a mapping.</param>
internal sealed record TaskCall(string Module, TextSpan ModuleSpan, YamlMapping? Arguments, IReadOnlyList<Argument> Words, YamlScalar? Line)
{
    // Ansible, "Playbook keywords": task, block
    private static readonly HashSet<string> s_keywords = new(StringComparer.Ordinal)
    {
        "action", "any_errors_fatal", "args", "async", "become", "become_exe", "become_flags", "become_method", "become_user", "changed_when", "check_mode",
        "collections", "connection", "debugger", "delay", "delegate_facts", "delegate_to", "diff", "environment", "failed_when", "ignore_errors",
        "ignore_unreachable", "local_action", "loop", "loop_control", "module_defaults", "name", "no_log", "notify", "poll", "port", "register", "remote_user",
        "retries", "run_once", "tags", "throttle", "timeout", "until", "vars", "when", "block", "rescue", "always", "listen", "hosts",
    };

    public string? Option(string name) => Words.FirstOrDefault(word => word.Name == name)?.Text;

    /// <summary>The module that a task calls, or null when it calls none.</summary>
    public static TaskCall? Of(YamlMapping task, AnsibleFile file)
    {
        foreach (var entry in task.Entries)
        {
            if (entry.Key.Text is "action" or "local_action")
                return OfAction(entry.Value, task, file);

            if (s_keywords.Contains(entry.Key.Text) || entry.Key.Text.StartsWith("with_", StringComparison.Ordinal))
                continue;

            return Of(entry.Key.Text, entry.Key.Span, entry.Value, task, file);
        }

        return null;
    }

    /// <summary><c>action: virt name=db01</c>, or a mapping with the module among its arguments.</summary>
    private static TaskCall? OfAction(YamlNode value, YamlMapping task, AnsibleFile file)
    {
        if (value is YamlMapping mapping)
            return mapping["module"] is YamlScalar module ? new(module.Value, module.ValueSpan, mapping, [], null) : null;

        if (value is not YamlScalar scalar || scalar.Value.Trim().Length == 0)
            return null;

        var name = scalar.Value.TrimStart().Split(' ')[0];
        return new(name, scalar.ValueSpan, task["args"] as YamlMapping, WordsOf(scalar, file), null);
    }

    private static TaskCall Of(string module, TextSpan span, YamlNode value, YamlMapping task, AnsibleFile file)
    {
        if (value is YamlMapping arguments)
            return new(module, span, arguments, [], null);

        var words = value is YamlScalar scalar ? WordsOf(scalar, file) : [];
        return new(module, span, task["args"] as YamlMapping, words, value as YamlScalar);
    }

    /// <summary>The words <c>name=value</c> of a line. // Ansible, parsing/splitter.py: parse_kv</summary>
    private static List<Argument> WordsOf(YamlScalar scalar, AnsibleFile file)
    {
        var words = new List<Argument>();

        // Where the text is not written as it is read, its words have no places of their own.
        var isExact = scalar.ValueSpan.Length == scalar.Value.Length;
        var text = scalar.Value;
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfWord(text, at);
            var equals = text.IndexOf('=', at, end - at);
            if (equals > at && IsName(text, at, equals))
            {
                var (start, stop) = Unquoted(text, equals + 1, end);
                words.Add(new(
                    text.Substring(at, equals - at),
                    isExact ? new TextSpan(scalar.ValueSpan.Start + at, equals - at) : scalar.ValueSpan,
                    isExact ? TextSpan.FromBounds(scalar.ValueSpan.Start + start, scalar.ValueSpan.Start + stop) : scalar.ValueSpan,
                    null,
                    text.Substring(start, stop - start),
                    null,
                    file));
            }

            at = end + 1;
        }

        return words;
    }

    private static int EndOfWord(string text, int start)
    {
        var quote = '\0';
        var depth = 0;
        var at = start;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'')
                quote = c;
            else if (c is '{')
                depth++;
            else if (c is '}')
                depth--;
            else if (char.IsWhiteSpace(c) && depth <= 0)
                break;
        }

        return at;
    }

    private static (int Start, int End) Unquoted(string text, int start, int end) =>
        end - start >= 2 && text[start] is '"' or '\'' && text[end - 1] == text[start] ? (start + 1, end - 1) : (start, end);

    private static bool IsName(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!char.IsLetterOrDigit(text[i]) && text[i] != '_')
                return false;
        }

        return true;
    }
}
