using System.Linq;
using CsCheck;
using NUnit.Framework;
using VirtLint.Syntax.Ini;

namespace VirtLint.Tests.Syntax.Ini;

[TestFixture]
internal sealed class IniTreeTests
{
    [Test]
    public void A_unit_is_read_with_exact_spans()
    {
        var tree = Parse("# c1\n[Socket]\n; c2\nListenStream = 16509 \nSocketMode=0666\r\n\n[Install]\nWantedBy=sockets.target", IniDialect.SystemdUnit);

        var socket = tree.Section("Socket")!;

        Assert.Multiple(() =>
        {
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(tree.Sections.Select(section => section.Name), Is.EqualTo(new[] { "Socket", "Install" }));
            Assert.That(tree.At(socket.HeaderSpan), Is.EqualTo("[Socket]"));
            Assert.That(tree.At(socket.Find("ListenStream")!.KeySpan), Is.EqualTo("ListenStream"));
            Assert.That(tree.At(socket.Find("ListenStream")!.ValueSpan), Is.EqualTo("16509"));
            Assert.That(tree.At(socket.Find("SocketMode")!.FullSpan), Is.EqualTo("SocketMode=0666\r\n"));
            Assert.That(tree.Root.Find("Install/WantedBy")!.Value, Is.EqualTo("sockets.target"));
            Assert.That(tree.Comments.Select(comment => tree.At(comment.Span)), Is.EqualTo(new[] { "c1", "c2" }));
        });
    }

    [Test]
    public void Repeated_keys_accumulate_and_the_last_one_counts()
    {
        var tree = Parse("[Socket]\nListenStream=1\nListenStream=\n[Service]\n[Socket]\nListenStream=2\n", IniDialect.SystemdUnit);

        Assert.Multiple(() =>
        {
            Assert.That(tree.FindAll("Socket", "ListenStream").Select(setting => setting.Value), Is.EqualTo(new[] { "1", "", "2" }));
            Assert.That(tree.Find("Socket", "ListenStream")!.Value, Is.EqualTo("2"));
            Assert.That(tree.Sections, Has.Length.EqualTo(3));
        });
    }

    [Test]
    public void A_backslash_joins_lines_over_comments()
    {
        var tree = Parse("[Service]\nExecStart=/usr/bin/qemu \\\n  # a note \\\n  -m 2G \\\n  -nographic\nType=simple\n", IniDialect.SystemdUnit);

        var start = tree.Find("Service", "ExecStart")!;

        Assert.Multiple(() =>
        {
            Assert.That(start.Value, Is.EqualTo("/usr/bin/qemu  -m 2G  -nographic"));
            Assert.That(tree.At(start.ValueSpan), Does.StartWith("/usr/bin/qemu").And.EndsWith("-nographic"));
            Assert.That(tree.Find("Service", "Type"), Is.Not.Null);
            Assert.That(tree.Comments.Single().Text, Is.EqualTo("a note \\"));
        });
    }

    [Test]
    public void An_escaped_backslash_joins_nothing()
    {
        var tree = Parse("[A]\nx=1\\\\\ny=2\n", IniDialect.SystemdUnit);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Find("A", "x")!.Value, Is.EqualTo("1\\\\"));
            Assert.That(tree.Find("A", "y")!.Value, Is.EqualTo("2"));
        });
    }

    [Test]
    public void Indented_lines_continue_a_value_of_oslo()
    {
        var tree = Parse("[DEFAULT]\nfilters = a,\n  b,\n\t# c\nother: \"q\"\n\n[libvirt]\nuri = qemu+tcp://h/system:1\n", IniDialect.Oslo);

        var filters = tree.Find("DEFAULT", "filters")!;

        Assert.Multiple(() =>
        {
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(filters.Value, Is.EqualTo("a,\nb,\n# c"));
            Assert.That(tree.At(filters.ValueSpan), Is.EqualTo("a,\n  b,\n\t# c"));
            Assert.That(tree.Find("DEFAULT", "other")!.Value, Is.EqualTo("q"));
            Assert.That(tree.Find("DEFAULT", "other")!.IsQuoted);
            Assert.That(tree.Find("libvirt", "uri")!.Value, Is.EqualTo("qemu+tcp://h/system:1"));
            Assert.That(tree.Comments, Is.Empty);
        });
    }

    [TestCase("KEY=value", "value", false)]
    [TestCase("export KEY=\"a b\" # c", "a b", true)]
    [TestCase("KEY='a $b'", "a $b", true)]
    [TestCase("KEY=a\" b\"", "a b", false)]
    [TestCase("KEY=", "", false)]
    [TestCase("KEY=\"\"", "", true)]
    [TestCase("KEY=\"--listen $X\"", "--listen ${X}", true)]
    [TestCase("KEY=\"a\\\"b\"", "a\"b", true)]
    [TestCase("KEY=a#b", "a#b", false)]
    [TestCase("KEY=\"a\nb\"", "a\nb", true)]
    public void A_shell_assignment_is_read_as_the_shell_reads_it(string text, string value, bool isQuoted)
    {
        var tree = Parse(text + "\nOTHER=1\n", IniDialect.ShellAssignments);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(tree.Preamble.Find("KEY")!.Value, Is.EqualTo(value));
            Assert.That(tree.Preamble.Find("KEY")!.IsQuoted, Is.EqualTo(isQuoted));
            Assert.That(tree.Root.Find("OTHER")!.Value, Is.EqualTo("1"));
        });
    }

    [Test]
    public void Sasl_separates_with_a_colon()
    {
        var tree = Parse("# SASL\nmech_list: scram-sha-256\n", IniDialect.Sasl);

        Assert.That(tree.Root.Find("mech_list")!.Value, Is.EqualTo("scram-sha-256"));
    }

    [Test]
    public void Qemu_quotes_every_value()
    {
        var tree = Parse("[device \"net0\"]\n  driver = \"e1000\"\n", IniDialect.QemuConfig);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(tree.Find("device \"net0\"", "driver")!.Value, Is.EqualTo("e1000"));
        });
    }

    [Test]
    public void A_key_file_keeps_its_quotes_and_backslashes()
    {
        var tree = Parse("[Allow libvirt]\nIdentity=unix-group:libvirt\nResultAny=\"yes\"\\\n", IniDialect.KeyFile);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Find("Allow libvirt", "Identity")!.Value, Is.EqualTo("unix-group:libvirt"));
            Assert.That(tree.Find("Allow libvirt", "ResultAny")!.Value, Is.EqualTo("\"yes\"\\"));
        });
    }

    [TestCase("[A]\nnonsense\nb=1", "nonsense", "line without '='; expected 'Key=value'")]
    [TestCase("[A]\n= x\nb=1", "=", "assignment without a key; expected 'Key=value'")]
    [TestCase("[A\nb=1", "[A", "unterminated section header; expected a closing ']'")]
    [TestCase("[A] x\nb=1", "x", "unexpected text after the section header; expected the end of the line")]
    [TestCase("x=2\n[A]\nb=1", "x", "setting before the first section; expected a '[section]' header")]
    public void A_mistake_in_a_unit_is_reported_and_the_rest_is_read(string text, string found, string message)
    {
        var tree = Parse(text, IniDialect.SystemdUnit);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Messages(), Is.EqualTo(new[] { message }));
            Assert.That(tree.At(tree.Errors[0].Span), Is.EqualTo(found));
            Assert.That(tree.Find("A", "b")?.Value, Is.EqualTo("1"));
        });
    }

    [TestCase("[]\nb=1", "[]", "section header without a name; expected '[name]'")]
    [TestCase("[A]\n  b=1\n", "b=1", "indented line without a setting before it to continue; expected 'key = value' at the start of the line")]
    [TestCase("[A]\nb\n", "b", "line without '=' or ':'; expected 'key = value'")]
    public void A_mistake_in_oslo_is_reported(string text, string found, string message)
    {
        var tree = Parse(text, IniDialect.Oslo);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Messages(), Is.EqualTo(new[] { message }));
            Assert.That(tree.At(tree.Errors[0].Span), Is.EqualTo(found));
        });
    }

    [TestCase("KEY = 1\nb=1", "KEY = 1", "line that is no assignment; expected 'KEY=value' without blanks around '='")]
    [TestCase(". /etc/rc.conf\nb=1", ". /etc/rc.conf", "line that is no assignment; expected 'KEY=value' without blanks around '='")]
    [TestCase("KEY=a b\nb=1", "b", "unexpected 'b' after the value; expected the end of the line, or quotes around the whole value")]
    [TestCase("KEY=\"a\nb=1", "\"", "unterminated quote; expected a closing double quote")]
    public void A_mistake_in_a_shell_file_is_reported_and_the_rest_is_read(string text, string found, string message)
    {
        var tree = Parse(text, IniDialect.ShellAssignments);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Messages(), Is.EqualTo(new[] { message }));
            Assert.That(tree.At(tree.Errors[0].Span), Is.EqualTo(found));
            Assert.That(tree.Root.Find("b")?.Value, Is.EqualTo("1"));
        });
    }

    [Test]
    public void A_message_never_quotes_a_value()
    {
        var oslo = Parse("[A]\nhunter2\n hunter2\n", IniDialect.Oslo);
        var qemu = Parse("[object \"s\"]\ndata = hunter2\n", IniDialect.QemuConfig);

        Assert.That(oslo.Messages().Concat(qemu.Messages()), Has.None.Contains("hunter2").And.Exactly(3).Items);
    }

    [Test]
    public void Lines_of_a_template_are_skipped()
    {
        var tree = Parse(
            "[DEFAULT]\n{% if a %}\nx = {{ b }}\n{%     endif %}\ny = a\n  {% for c in d %}\n  b\n  {% endfor %}\n{{ block(\n  'z') }}\n[api]\nauth = {{ c |\n    int }}\n",
            IniDialect.Oslo);

        Assert.Multiple(() =>
        {
            Assert.That(tree.IsTemplate);
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(tree.Find("DEFAULT", "x")!.Value, Is.EqualTo("{{ b }}"));
            Assert.That(tree.Find("DEFAULT", "y")!.Value, Is.EqualTo("a\nb"));
            Assert.That(tree.Find("api", "auth"), Is.Not.Null);
        });
    }

    [Test]
    public void A_template_reports_one_error_at_most()
    {
        var tree = Parse("<% if a %>\nx\ny\n", IniDialect.SystemdUnit);

        Assert.That(tree.Errors, Has.Length.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("\uFEFF")]
    [TestCase("\n#\n")]
    [TestCase("[A]")]
    public void A_file_without_settings_has_no_error(string text) =>
        Assert.That(Parse(text, IniDialect.SystemdUnit).Errors, Is.Empty);

    [TestCase("[A]\nx=1\n\n[B]\ny=2\n", "A/z", "[A]\nx=1\nz=3\n\n[B]\ny=2\n")]
    [TestCase("[A]\n[B]", "B/z", "[A]\n[B]\nz=3")]
    [TestCase("[A]\n# c\n", "A/z", "[A]\nz=3\n# c\n")]
    [TestCase("[A]\nx=1", "C/z", "[A]\nx=1\n[C]\nz=3")]
    [TestCase("{% if a %}\n[A]\nx=1\n{% endif %}\n", "A/z", "{% if a %}\n[A]\nz=3\nx=1\n{% endif %}\n")]
    [TestCase("[A]\nx=1\n[B]\n[A]\nx=2\n", "A/z", "[A]\nx=1\n[B]\n[A]\nx=2\nz=3\n")]
    public void A_setting_is_added_to_its_section(string text, string path, string expected)
    {
        var tree = Parse(text, IniDialect.SystemdUnit);

        var changed = tree.Apply(tree.Root.Insert(path, "3"));

        Assert.Multiple(() =>
        {
            Assert.That(changed, Is.EqualTo(expected));
            Assert.That(Parse(changed, IniDialect.SystemdUnit).Root.Find(path)!.Value, Is.EqualTo("3"));
        });
    }

    [TestCase("KEY=a\n", "b c", "KEY=\"b c\"\n")]
    [TestCase("KEY=\"a\"\n", "b$", "KEY=\"b\\$\"\n")]
    [TestCase("KEY='a'\n", "b$", "KEY='b$'\n")]
    [TestCase("KEY=\n", "b", "KEY=b\n")]
    public void A_shell_value_is_replaced_in_its_quoting(string text, string value, string expected)
    {
        var tree = Parse(text, IniDialect.ShellAssignments);

        var changed = tree.Apply(tree.Root.Replace(tree.Root.Find("KEY")!, value));

        Assert.Multiple(() =>
        {
            Assert.That(changed, Is.EqualTo(expected));
            Assert.That(Parse(changed, IniDialect.ShellAssignments).Root.Find("KEY")!.Value, Is.EqualTo(value));
        });
    }

    [Test]
    public void A_setting_is_removed_with_all_its_lines()
    {
        var tree = Parse("[A]\nx=1 \\\n  2\ny=3\n", IniDialect.SystemdUnit);

        Assert.That(tree.Apply(tree.Root.Remove(tree.Find("A", "x")!)), Is.EqualTo("[A]\ny=3\n"));
    }

    [Test]
    public void A_value_that_the_dialect_cannot_write_is_refused()
    {
        var unit = Parse("[A]\nx=1\n", IniDialect.SystemdUnit);
        var setting = unit.Find("A", "x")!;

        Assert.Multiple(() =>
        {
            Assert.That(unit.Root.Replace(setting, "a\nb"), Is.Null);
            Assert.That(unit.Root.Replace(setting, "a\\"), Is.Null);
            Assert.That(unit.Root.Replace(setting, " a"), Is.Null);
        });
    }

    [Test]
    public void Any_text_is_read_without_failing()
    {
        var dialects = Gen.OneOf(
            IniDialect.SystemdUnit, IniDialect.KeyFile, IniDialect.Oslo, IniDialect.ShellAssignments, IniDialect.QemuConfig, IniDialect.Sasl);
        var texts = Gen.OneOf(
            Snippet.Of("[", "]", "a", "=", ":", "\\", "\n", "\r\n", " ", "#", ";", "\"", "'", "$", "{{", "}}", "{%", "%}", "${", "$(", "`", "export ", "[A]\n", "b=1\n"),
            Snippet.Mutated("[A]\nx = \"1\" \\\n  2\n# c\n{% if %}\ny=$(z)\n[B]\n", "", "\\\n", "\"", "]", "\n ", "{{"));

        Gen.Select(texts, dialects).Sample((text, dialect) =>
        {
            var tree = Parse(text, dialect);
            Snippet.AssertWithin(tree, tree.Root.Settings);
            foreach (var setting in tree.Root.Settings)
            {
                _ = tree.Root.Replace(setting, "x y");
                _ = tree.Root.Remove(setting);
            }

            foreach (var section in tree.Sections)
            {
                Snippet.AssertWithin(tree, section.Span);
                _ = section.Insert("k", "v");
            }
        }, iter: Snippet.Iterations);
    }

    private static IniTree Parse(string text, IniDialect dialect) => IniTree.Parse(Snippet.Of(text), dialect);
}
