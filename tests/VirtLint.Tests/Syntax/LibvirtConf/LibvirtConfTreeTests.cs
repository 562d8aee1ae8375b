using System.Linq;
using CsCheck;
using NUnit.Framework;
using VirtLint.Syntax;
using VirtLint.Syntax.LibvirtConf;

namespace VirtLint.Tests.Syntax.LibvirtConf;

[TestFixture]
internal sealed class LibvirtConfTreeTests
{
    private const string Sample = """"
        # Network connectivity controls
        listen_tls = 0
        listen_tcp=1 # trailing
        auth_tcp = "none"; tcp_port = '16509'
        sasl_allowed_username_list = [
          "joe@EXAMPLE.COM",
          'fred@EXAMPLE.COM',
        ]
        motd = """first
        second"""
        seccomp_sandbox = -1
        """";

    [TestCase("a = 'x'", "x", true)]
    [TestCase("a = \"x # y; z\"", "x # y; z", true)]
    [TestCase("a = \"\"\"x\ny\"\"\"", "x\ny", true)]
    [TestCase("a = \"\"", "", true)]
    [TestCase("a = -12", "-12", false)]
    [TestCase("a=+3", "+3", false)]
    [TestCase("  a\t=\t0755 # c", "0755", false)]
    [TestCase("\uFEFFa = 1\r\n", "1", false)]
    public void A_scalar_is_read_with_its_exact_span(string text, string value, bool isQuoted)
    {
        var tree = Parse(text);

        var setting = tree.Root.Find("a");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(setting!.Value, Is.EqualTo(value));
            Assert.That(tree.At(setting.ValueSpan), Is.EqualTo(value));
            Assert.That(tree.At(setting.KeySpan), Is.EqualTo("a"));
            Assert.That(setting.IsQuoted, Is.EqualTo(isQuoted));
        });
    }

    [Test]
    public void A_whole_file_is_read()
    {
        var tree = Parse(Sample);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(tree.IsTemplate, Is.False);
            Assert.That(tree.Root.Settings.Select(setting => setting.Key), Is.EqualTo(new[]
            {
                "listen_tls", "listen_tcp", "auth_tcp", "tcp_port", "sasl_allowed_username_list", "motd", "seccomp_sandbox",
            }));
            Assert.That(tree.Comments.Select(comment => comment.Text), Is.EqualTo(new[] { "Network connectivity controls", "trailing" }));
            Assert.That(tree.Comments.Select(comment => tree.At(comment.Span)), Is.EqualTo(tree.Comments.Select(comment => comment.Text)));
        });
    }

    [Test]
    public void A_list_goes_over_several_lines_and_may_end_in_a_comma()
    {
        var tree = Parse(Sample);

        var list = tree.Root.Find("sasl_allowed_username_list")!;

        Assert.Multiple(() =>
        {
            Assert.That(list.Items.Select(item => item.Text), Is.EqualTo(new[] { "joe@EXAMPLE.COM", "fred@EXAMPLE.COM" }));
            Assert.That(list.Items.Select(item => tree.At(item.Span)), Is.EqualTo(list.Items.Select(item => item.Text)));
            Assert.That(tree.At(list.ValueSpan), Does.StartWith("[").And.EndsWith("]"));
            Assert.That(list.Value, Is.Empty);
        });
    }

    [Test]
    public void An_empty_list_is_a_list()
    {
        var tree = Parse("tls_allowed_dn_list = []");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Root.Find("tls_allowed_dn_list")!.IsList);
            Assert.That(tree.Root.Find("tls_allowed_dn_list")!.Items, Is.Empty);
        });
    }

    [Test]
    public void The_first_assignment_of_a_key_wins_and_the_others_stay_visible()
    {
        var tree = Parse("a = 1\nb = 2\na = 3\n");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Root.Find("a")!.Value, Is.EqualTo("1"));
            Assert.That(tree.Root.FindAll("a").Select(setting => setting.Value), Is.EqualTo(new[] { "1", "3" }));
            Assert.That(tree.Root.Settings.Count(), Is.EqualTo(3));
            Assert.That(tree.Root.Find("A"), Is.Null);
        });
    }

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("# only a comment")]
    [TestCase("#")]
    [TestCase("\uFEFF")]
    public void A_file_without_settings_has_no_error(string text)
    {
        var tree = Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(tree.Root.Settings, Is.Empty);
        });
    }

    [TestCase("listen_tcp = yes\nb = 1", "yes", "text without quotes; expected a string in quotes, an integer or a list")]
    [TestCase("a =\nb = 1", "", "unexpected end of line; expected a string in quotes, an integer or a list")]
    [TestCase("a\nb = 1", "", "unexpected end of line; expected '='")]
    [TestCase("unix-sock = 1\nb = 1", "-", "unexpected '-'; expected '='")]
    [TestCase("= 1\nb = 1", "=", "unexpected '='; expected the name of a setting")]
    [TestCase("9p = 1\nb = 1", "9", "unexpected '9'; expected the name of a setting")]
    [TestCase("a = \"x\nb = 1", "\"", "unterminated string; expected a closing double quote on the same line")]
    [TestCase("a = 'x\nb = 1", "'", "unterminated string; expected a closing single quote on the same line")]
    [TestCase("a = 1 2\nb = 1", "2", "unexpected '2'; expected the end of the line, ';' or a comment")]
    [TestCase("a = -\nb = 1", "", "unexpected end of line; expected a digit after the sign")]
    [TestCase("a = [ \"x\" \"y\" ]\nb = 1", "\"", "unexpected '\"'; expected ',' or ']'")]
    [TestCase("a = [ , ]\nb = 1", ",", "unexpected ','; expected a value or ']'")]
    [TestCase("a = [ \"x\",\nb = 1", "[", "unterminated list; expected a closing ']'")]
    [TestCase("a = [ \"x, \"y\" ]\nb = 1", "y", "unexpected 'y'; expected ',' or ']'")]
    [TestCase("a = [ \"x,\n \"y\" ]\nb = 1", "\"", "unterminated string; expected a closing double quote on the same line")]
    [TestCase("a = [ # why\n 1 ]\nb = 1", "# why", "comment inside a list; expected a value, ',' or ']', since libvirt takes comments only outside of lists")]
    public void A_mistake_is_reported_once_and_the_rest_is_still_read(string text, string found, string message)
    {
        var tree = Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Messages(), Is.EqualTo(new[] { message }));
            Assert.That(tree.At(tree.Errors[0].Span), Is.EqualTo(found));
            Assert.That(tree.Root.Find("b")?.Value, Is.EqualTo("1"));
        });
    }

    [Test]
    public void A_multi_line_string_without_end_is_reported()
    {
        var tree = Parse("a = \"\"\"x\nb = 1\n");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Messages(), Is.EqualTo(new[] { "unterminated string; expected a closing '\"\"\"'" }));
            Assert.That(tree.Root.Insert("c", "1"), Is.Null);
        });
    }

    [Test]
    public void A_bare_word_stays_the_value_so_that_no_default_is_assumed()
    {
        var tree = Parse("listen_tcp = yes # no\n");

        Assert.That(tree.Root.Find("listen_tcp")!.Value, Is.EqualTo("yes"));
    }

    [Test]
    public void A_message_never_quotes_a_value()
    {
        var tree = Parse("vnc_password = hunter2\nspice_password = \"hunter2\n[ hunter2 ]\nx = 1 hunter2");

        Assert.That(tree.Messages(), Has.None.Contains("hunter2").And.Exactly(4).Items);
    }

    [Test]
    public void Lines_of_a_template_are_skipped()
    {
        var tree = Parse("{% if tls | bool %}\nlisten_tls = 1\n{%- else\n  x %}\nlisten_tcp = {{ tcp }}\n{# a note #}\n<% if x %>\na = \"{{ b }}\"\n");

        Assert.Multiple(() =>
        {
            Assert.That(tree.IsTemplate);
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(tree.Root.Settings.Select(setting => setting.Value), Is.EqualTo(new[] { "1", "{{ tcp }}", "{{ b }}" }));
        });
    }

    [Test]
    public void A_placeholder_of_autoconf_on_a_line_is_skipped()
    {
        var tree = Parse("@CUT_ENABLE_IP@\nlisten_tls = 0\n@END@\n");

        Assert.Multiple(() =>
        {
            Assert.That(tree.IsTemplate);
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(tree.Root.Find("listen_tls"), Is.Not.Null);
        });
    }

    [Test]
    public void A_template_reports_one_error_at_most()
    {
        var tree = Parse("{% if a %}\nx y\nz\n{% endif %}\n");

        Assert.That(tree.Errors, Has.Length.EqualTo(1));
    }

    [TestCase("listen_tcp", "0", "listen_tcp=0 # trailing")]
    [TestCase("auth_tcp", "sasl", "auth_tcp = \"sasl\"; ")]
    [TestCase("auth_tcp", "a\"b", "auth_tcp = 'a\"b'; ")]
    [TestCase("tcp_port", "o'clock", "tcp_port = \"o'clock\"")]
    [TestCase("auth_tcp", "[\"a\", \"b\"]", "auth_tcp = [\"a\", \"b\"]; ")]
    [TestCase("motd", "x\ny", "motd = \"\"\"x\ny\"\"\"")]
    [TestCase("sasl_allowed_username_list", "[ ]", "sasl_allowed_username_list = [ ]")]
    [TestCase("sasl_allowed_username_list", "joe", "sasl_allowed_username_list = \"joe\"")]
    [TestCase("seccomp_sandbox", "1", "seccomp_sandbox = 1")]
    [TestCase("seccomp_sandbox", "on", "seccomp_sandbox = \"on\"")]
    public void A_value_is_replaced_within_its_quotes(string key, string value, string expected)
    {
        var tree = Parse(Sample);

        var changed = tree.Apply(tree.Root.Replace(tree.Root.Find(key)!, value));

        Assert.Multiple(() =>
        {
            Assert.That(changed, Does.Contain(expected));
            Assert.That(Parse(changed).Errors, Is.Empty);
        });
    }

    [TestCase("0", "x = 0")]
    [TestCase("-1", "x = -1")]
    [TestCase("0770", "x = \"0770\"")]
    [TestCase("polkit", "x = \"polkit\"")]
    [TestCase("::1", "x = \"::1\"")]
    [TestCase("[::1]", "x = \"[::1]\"")]
    [TestCase("a\"b", "x = 'a\"b'")]
    [TestCase("\"16509\"", "x = \"16509\"")]
    [TestCase("[\"selinux\"]", "x = [\"selinux\"]")]
    public void A_setting_is_added_as_the_last_line(string value, string line)
    {
        var tree = Parse("a = 1\r\n");

        var changed = tree.Apply(tree.Root.Insert("x", value));

        Assert.Multiple(() =>
        {
            Assert.That(changed, Is.EqualTo("a = 1\r\n" + line + "\r\n"));
            Assert.That(Parse(changed).Errors, Is.Empty);
            Assert.That(Parse(changed).Root.Find("x"), Is.Not.Null);
        });
    }

    [Test]
    public void A_missing_final_newline_is_added_in_front_of_a_new_setting()
    {
        var tree = Parse("a = 1");

        Assert.That(tree.Apply(tree.Root.Insert("b", "2")), Is.EqualTo("a = 1\nb = 2"));
    }

    [Test]
    public void A_setting_that_would_stay_dead_is_not_added()
    {
        var tree = Parse("a = 1");

        Assert.That(tree.Root.Insert("a", "2"), Is.Null);
    }

    [Test]
    public void A_value_with_both_quotes_cannot_be_written()
    {
        var tree = Parse("a = \"1\"");

        Assert.That(tree.Root.Replace(tree.Root.Find("a")!, "'\""), Is.Null);
    }

    [TestCase("x = 1\na = 2 # c\ny = 3\n", "x = 1\ny = 3\n")]
    [TestCase("x = 1\na = [\n 1,\n]\ny = 3\n", "x = 1\ny = 3\n")]
    [TestCase("a = 2; y = 3\n", "y = 3\n")]
    [TestCase("x = 1; a = 2\n", "x = 1; \n")]
    [TestCase("x = 1\na = 2", "x = 1\n")]
    public void A_setting_is_removed_with_its_line(string text, string expected)
    {
        var tree = Parse(text);

        var changed = tree.Apply(tree.Root.Remove(tree.Root.Find("a")!));

        Assert.Multiple(() =>
        {
            Assert.That(changed, Is.EqualTo(expected));
            Assert.That(Parse(changed).Errors, Is.Empty);
        });
    }

    [Test]
    public void Any_text_is_read_without_failing()
    {
        var texts = Gen.OneOf(
            Snippet.Of("a", " = ", "\"", "'", "\"\"\"", "[", "]", ",", "1", "-", "#", ";", "\n", "\r\n", "{{", "}}", "{%", "%}", "\uFEFF"),
            Snippet.Mutated(Sample, "", "\"", "[", "]", "\n", "#", "{{"));

        texts.Sample(text =>
        {
            var tree = Parse(text);
            Snippet.AssertWithin(tree, tree.Root.Settings);
            foreach (var setting in tree.Root.Settings)
            {
                Assert.That(tree.At(setting.ValueSpan), setting.IsList ? Is.Not.Empty : Is.EqualTo(setting.Value));
                _ = tree.Root.Replace(setting, "[x");
                _ = tree.Root.Remove(setting);
            }

            _ = tree.Root.Insert("zzz", "1");
        }, iter: Snippet.Iterations);
    }

    [Test]
    public void What_is_added_to_a_sound_file_is_found_again()
    {
        Snippet.Of("a = 1\n", "b = 'x'\n", "c = [ 1, \"y\" ]\n", "# c\n", "\n", "d = 2 # e\n", "f = \"\"\"\n\"\"\"\n").Sample(text =>
        {
            var tree = Parse(text);
            if (!tree.Errors.IsEmpty || tree.Root.Insert("zzz", "v w") is not { } change)
                return;

            Assert.That(Parse(tree.Apply(change)).Root.Find("zzz")!.Value, Is.EqualTo("v w"));
        }, iter: Snippet.Iterations);
    }

    [Test]
    public void Lists_nested_without_end_are_refused()
    {
        var tree = Parse("a = " + new string('[', 100_000) + "\nb = 1");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Messages(), Is.EqualTo(new[] { $"lists nested deeper than {Limits.Depth}; the rest of the line was not read" }));
            Assert.That(tree.Root.Find("b"), Is.Not.Null);
        });
    }

    private static LibvirtConfTree Parse(string text) => LibvirtConfTree.Parse(Snippet.Of(text));
}
