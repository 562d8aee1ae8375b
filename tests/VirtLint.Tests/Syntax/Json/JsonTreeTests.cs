using System.Linq;
using CsCheck;
using NUnit.Framework;
using VirtLint.Syntax;
using VirtLint.Syntax.Json;

namespace VirtLint.Tests.Syntax.Json;

[TestFixture]
internal sealed class JsonTreeTests
{
    private const string Sample = """
        {
          "boot-source": { "kernel_image_path": "/vm\/linux" },
          "drives": [
            { "id": "a", "is_read_only": false },
            { "id": "b", "size": -1.5e3 }
          ],
          "config": { "security.nesting": "true", "when": "2020-01-01T00:00:00Z", "none": null },
          "list": ["x", 1, true, { "y": [] }]
        }
        """;

    [TestCase("boot-source.kernel_image_path", "/vm/linux", @"/vm\/linux", true)]
    [TestCase("drives[0].is_read_only", "false", "false", false)]
    [TestCase("drives[1].size", "-1.5e3", "-1.5e3", false)]
    [TestCase("config.security.nesting", "true", "true", true)]
    [TestCase("config.when", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z", true)]
    [TestCase("config.none", "null", "null", false)]
    [TestCase("list[1]", "1", "1", false)]
    public void A_path_finds_a_value_with_its_exact_span(string path, string value, string written, bool isQuoted)
    {
        var tree = Parse(Sample);

        var setting = tree.Root!.Find(path)!;

        Assert.Multiple(() =>
        {
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(setting.Key, Is.EqualTo(path));
            Assert.That(setting.Value, Is.EqualTo(value));
            Assert.That(tree.At(setting.ValueSpan), Is.EqualTo(written));
            Assert.That(setting.IsQuoted, Is.EqualTo(isQuoted));
        });
    }

    [TestCase("nothing")]
    [TestCase("drives[2]")]
    [TestCase("drives[x]")]
    [TestCase("drives[")]
    [TestCase("drives.id")]
    [TestCase("")]
    [TestCase(".")]
    public void A_path_that_leads_nowhere_finds_nothing(string path) =>
        Assert.That(Parse(Sample).Root!.Find(path), Is.Null);

    [Test]
    public void A_list_offers_its_items()
    {
        var tree = Parse(Sample);

        var list = tree.Root!.Find("list")!;

        Assert.Multiple(() =>
        {
            Assert.That(list.Items.Select(item => item.Text), Is.EqualTo(new[] { "x", "1", "true", "{ \"y\": [] }" }));
            Assert.That(list.Items.Select(item => tree.At(item.Span)), Is.EqualTo(list.Items.Select(item => item.Text)));
            Assert.That(tree.At(list.ValueSpan), Does.StartWith("[\"x\"").And.EndsWith("]"));
        });
    }

    [Test]
    public void Objects_and_members_know_their_text()
    {
        var tree = Parse(Sample);

        var drive = (JsonObject)tree.Root!.Select("drives[0]")!;

        Assert.Multiple(() =>
        {
            Assert.That(tree.At(drive.Span), Is.EqualTo("{ \"id\": \"a\", \"is_read_only\": false }"));
            Assert.That(tree.At(drive.Anchor), Is.EqualTo("{"));
            Assert.That(tree.At(drive["id"]!.Anchor), Is.EqualTo("id"));
            Assert.That(tree.At(drive["id"]!.Span), Is.EqualTo("\"a\""));
            Assert.That(tree.At(tree.Root.Span), Is.EqualTo(Sample));
        });
    }

    [TestCase("\uFEFF {\r\n\t\"a\" : 1 }\r\n")]
    [TestCase("{\"a\":1}")]
    public void Marks_and_line_ends_do_not_move_spans(string text)
    {
        var tree = Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(tree.At(tree.Root!.Find("a")!.KeySpan), Is.EqualTo("a"));
            Assert.That(tree.At(tree.Root.Find("a")!.ValueSpan), Is.EqualTo("1"));
        });
    }

    [Test]
    public void Of_a_duplicate_property_the_last_counts_and_it_is_an_error()
    {
        var tree = Parse("{\"a\": 1, \"a\": 2}");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Messages(), Is.EqualTo(new[] { "duplicate property 'a'; expected every name once in an object" }));
            Assert.That(tree.Errors[0].Span.Start, Is.EqualTo(10));
            Assert.That(tree.Root!.Find("a")!.Value, Is.EqualTo("2"));
            Assert.That(tree.Root.Settings.Count(), Is.EqualTo(2));
        });
    }

    [TestCase("", "", "the file is empty; expected a JSON value")]
    [TestCase(" \n", "", "the file is empty; expected a JSON value")]
    [TestCase("{\"a\": 1", "", "unexpected end of file; expected ',' or '}'")]
    [TestCase("{\"a\": ", "", "unexpected end of file; expected a value")]
    [TestCase("{\"a\"", "", "unexpected end of file; expected ':' after the property name")]
    [TestCase("{", "", "unexpected end of file; expected a property name in double quotes or '}'")]
    [TestCase("{\"a\": 1,", "", "unexpected end of file; expected a property name in double quotes")]
    [TestCase("[1", "", "unexpected end of file; expected ',' or ']'")]
    [TestCase("[", "", "unexpected end of file; expected a value or ']'")]
    [TestCase("{\"a\" 1}", "1", "unexpected '1'; expected ':' after the property name")]
    [TestCase("{\"a\": 1 \"b\": 2}", "\"", "unexpected '\"'; expected ',' or '}'")]
    [TestCase("{\"a\": 1]", "]", "unexpected ']'; expected ',' or '}'")]
    [TestCase("{\"a\": ]", "]", "unexpected ']'; expected a value")]
    [TestCase("[1 2]", "2", "unexpected '2'; expected ',' or ']'")]
    [TestCase("[1}", "}", "unexpected '}'; expected ',' or ']'")]
    [TestCase("[1,,2]", ",", "unexpected ','; expected a value")]
    [TestCase("[,1]", ",", "unexpected ','; expected a value or ']'")]
    [TestCase("{} x", "x", "unexpected 'x'; expected the end of the file")]
    [TestCase("{}{}", "{", "unexpected '{'; expected the end of the file")]
    [TestCase("[1,]", ",", "trailing comma; expected another value or no comma")]
    [TestCase("{\"a\": 1,}", ",", "trailing comma; expected another value or no comma")]
    [TestCase("[True]", "True", "unexpected 'True'; expected 'true', 'false' or 'null' in lower case")]
    [TestCase("[hunter2]", "hunter2", "unexpected text; expected a value or ']'")]
    [TestCase("{a: 1}", "a", "property name without quotes; expected double quotes around it")]
    [TestCase("{'a': 1}", "'", "property name in single quotes; expected double quotes")]
    [TestCase("['a']", "'", "string in single quotes; expected double quotes")]
    [TestCase("[\"a", "\"", "unterminated string; expected a closing double quote")]
    [TestCase("[\"a\\q\"]", "\\q", @"unknown escape in a string; expected \"", \\, \/, \b, \f, \n, \r, \t or \u with four hex digits")]
    [TestCase("[\"a\\'\"]", "\\'", @"unknown escape in a string; expected \"", \\, \/, \b, \f, \n, \r, \t or \u with four hex digits")]
    [TestCase("[\"\\u12\"]", "\\u", @"unknown escape in a string; expected \"", \\, \/, \b, \f, \n, \r, \t or \u with four hex digits")]
    [TestCase("[\"a\nb\"]", "\n", @"line break inside a string; expected the escape \n")]
    [TestCase("[\"a\tb\"]", "\t", @"tab inside a string; expected the escape \t")]
    [TestCase("[01]", "01", "malformed number; expected a decimal number such as 1, -2.5 or 1e3")]
    [TestCase("[0x1F]", "0x1F", "malformed number; expected a decimal number such as 1, -2.5 or 1e3")]
    [TestCase("[.5]", ".5", "malformed number; expected a decimal number such as 1, -2.5 or 1e3")]
    [TestCase("[NaN]", "NaN", "malformed number; expected a decimal number such as 1, -2.5 or 1e3")]
    [TestCase("[1-2]", "1-2", "malformed number; expected a decimal number such as 1, -2.5 or 1e3")]
    [TestCase("[undefined]", "undefined", "unexpected text; expected a value or ']'")]
    [TestCase("[new Date(1)]", "new", "unexpected text; expected a value or ']'")]
    [TestCase("[1] // x", "// x", "comment; expected none, since JSON has no comments")]
    [TestCase("[/* x */ 1] // y", "/* x */", "comment; expected none, since JSON has no comments")]
    [TestCase("[1 /* x", "/*", "unterminated comment; expected '*/'")]
    [TestCase("[1\u00A0]", "\u00A0", "unexpected character U+00A0; expected JSON's blanks: space, tab, line break")]
    [TestCase("...", "...", "unexpected text; expected a JSON value")]
    public void A_mistake_is_reported_once_with_its_place(string text, string found, string message)
    {
        var tree = Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Messages(), Is.EqualTo(new[] { message }));
            Assert.That(tree.At(tree.Errors[0].Span), Is.EqualTo(found));
        });
    }

    [Test]
    public void What_was_read_before_a_mistake_stays()
    {
        var tree = Parse("{\"a\": {\"b\": 1}, \"c\": [1, {\"d\": 2, oops oops");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Root!.Find("a.b")!.Value, Is.EqualTo("1"));
            Assert.That(tree.Root.Find("c[1].d")!.Value, Is.EqualTo("2"));
            Assert.That(tree.Errors, Is.Not.Empty);
        });
    }

    [Test]
    public void Comments_and_trailing_commas_may_be_allowed()
    {
        var tree = JsonTree.Parse(Snippet.Of("// head\n{\"a\": /* why */ 1, // tail\n}\n"), allowComments: true);

        Assert.Multiple(() =>
        {
            Assert.That(tree.Errors, Is.Empty);
            Assert.That(tree.Comments.Select(comment => comment.Text), Is.EqualTo(new[] { "head", "why", "tail" }));
            Assert.That(tree.Comments.Select(comment => tree.At(comment.Span)), Is.EqualTo(tree.Comments.Select(comment => comment.Text)));
            Assert.That(tree.Root!.Find("a")!.Value, Is.EqualTo("1"));
        });
    }

    [Test]
    public void A_template_is_known_when_it_is_no_json()
    {
        var template = Parse("{\"a\": {{ b }}, {% if c %} \"d\": 1 {% endif %}}");
        var json = Parse("{\"a\": \"{{ b }}\"}");

        Assert.Multiple(() =>
        {
            Assert.That(template.IsTemplate);
            Assert.That(template.Errors, Has.Length.EqualTo(1));
            Assert.That(json.IsTemplate, Is.False);
            Assert.That(json.Errors, Is.Empty);
        });
    }

    [TestCase('[')]
    [TestCase('{')]
    public void Deep_nesting_is_refused(char bracket)
    {
        var text = string.Concat(Enumerable.Repeat(bracket == '[' ? "[" : "{\"a\":", 100_000));

        var tree = Parse(text);

        Assert.That(tree.Messages(), Is.EqualTo(new[] { $"nested deeper than {Limits.Depth} levels; the rest was not read" }));
    }

    [Test]
    public void Nesting_up_to_the_limit_is_read()
    {
        var tree = Parse(new string('[', Limits.Depth) + new string(']', Limits.Depth));

        Assert.That(tree.Errors, Is.Empty);
    }

    [TestCase("list[0]", "a\"b", "[\"a\\\"b\", 1,")]
    [TestCase("list[1]", "2", "\"x\", 2, true")]
    [TestCase("list[1]", "two", "\"x\", \"two\", true")]
    [TestCase("drives[0].is_read_only", "true", "\"is_read_only\": true }")]
    [TestCase("drives", "[]", "\"drives\": [],")]
    public void A_value_is_replaced(string path, string value, string expected)
    {
        var tree = Parse(Sample);

        var changed = tree.Apply(tree.Root!.Replace(tree.Root.Find(path)!, value));

        Assert.Multiple(() =>
        {
            Assert.That(changed, Does.Contain(expected));
            Assert.That(Parse(changed).Errors, Is.Empty);
        });
    }

    [TestCase("drives[0].id", "{ \"is_read_only\": false }")]
    [TestCase("drives[1].size", "{ \"id\": \"b\" }")]
    [TestCase("boot-source", "{\n  \"drives\": [")]
    [TestCase("list", "\"none\": null }\n}")]
    [TestCase("list[0]", "[1, true,")]
    public void A_member_is_removed_with_its_comma(string path, string expected)
    {
        var tree = Parse(Sample);

        var changed = tree.Apply(tree.Root!.Remove(tree.Root.Find(path)!));

        Assert.Multiple(() =>
        {
            Assert.That(changed, Does.Contain(expected));
            Assert.That(Parse(changed).Errors, Is.Empty);
        });
    }

    [TestCase("smt", "false", "  \"list\": [\"x\", 1, true, { \"y\": [] }],\n  \"smt\": false\n}")]
    [TestCase("boot-source.args", "a b", "{ \"kernel_image_path\": \"/vm\\/linux\", \"args\": \"a b\" }")]
    public void A_member_is_added_where_its_path_says(string path, string value, string expected)
    {
        var tree = Parse(Sample.ReplaceLineEndings("\n"));

        var changed = tree.Apply(tree.Root!.Insert(path, value));

        Assert.Multiple(() =>
        {
            Assert.That(changed, Does.Contain(expected));
            Assert.That(Parse(changed).Root!.Find(path)!.Value, Is.EqualTo(value));
        });
    }

    [Test]
    public void A_member_whose_owner_is_missing_is_not_added()
    {
        var root = (JsonObject)Parse("{}").Root!;

        Assert.Multiple(() =>
        {
            Assert.That(root.Insert("a.b", "1"), Is.Null);
            Assert.That(root.InsertMember("a.b", "1")!.Value.NewText, Is.EqualTo("\"a.b\": 1"));
        });
    }

    [Test]
    public void Any_text_is_read_without_failing()
    {
        var texts = Gen.OneOf(
            Snippet.Of("{", "}", "[", "]", ",", ":", "\"", "'", "a", "1", "-", ".", "e", "true", "null", "//", "/*", "*/", "\n", " ", "\\", "\\u00", "\0", "\uFEFF", "\u00A0", "new ", "(", ")", "\"a\":", "undefined", "NaN"),
            Snippet.Mutated(Sample, "", "\"", "{", "]", ",", ":", "\\", "\0", "/*"));

        Gen.Select(texts, Gen.Bool).Sample((text, allowComments) =>
        {
            var tree = JsonTree.Parse(Snippet.Of(text), allowComments);
            Walk(tree, tree.Root);
        }, iter: Snippet.Iterations);
    }

    [Test]
    public void Sound_json_agrees_with_another_reader()
    {
        var scalar = Gen.OneOf(
            Gen.String.Select(text => System.Text.Json.JsonSerializer.Serialize(text)),
            Gen.Int.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Gen.OneOf("true", "false", "null", "-0.5E+2", "1e400"));
        var value = Gen.OneOf(scalar, scalar.Array[0, 4].Select(items => "[ " + string.Join(" ,\r\n", items) + "]"));
        var json = Gen.Dictionary(Gen.Int, value)[0, 5].Select(members =>
            "{" + string.Join(",\n", members.Select(member => "\"" + member.Key + "\" :" + member.Value)) + "}\n");

        json.Sample(text =>
        {
            var tree = Parse(text);
            using var document = System.Text.Json.JsonDocument.Parse(text);

            Assert.That(tree.Errors, Is.Empty);
            foreach (var member in document.RootElement.EnumerateObject())
                Assert.That(tree.At(tree.Root!.Select(member.Name)!.Span), Is.EqualTo(member.Value.GetRawText()));
        }, iter: Snippet.Iterations);
    }

    private static void Walk(JsonTree tree, JsonNode? node)
    {
        if (node is null)
        {
            Assert.That(tree.Errors, Is.Not.Empty);
            return;
        }

        Snippet.AssertWithin(tree, node.Span);
        Snippet.AssertWithin(tree, node.Settings);
        switch (node)
        {
            case JsonObject members:
                _ = members.Insert("zz", "1");
                foreach (var member in members.Members)
                    Walk(tree, member.Value);
                break;
            case JsonArray array:
                foreach (var item in array.Items)
                    Walk(tree, item);
                break;
        }
    }

    private static JsonTree Parse(string text) => JsonTree.Parse(Snippet.Of(text));
}
