using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NJsonSchema;
using NUnit.Framework;
using VirtLint.Cli;
using VirtLint.Engine;

namespace VirtLint.Tests.Cli;

/// <summary>What other tools build on is what docs/ promises them.</summary>
public sealed class SchemaTests
{
    [TestCase("findings.schema.json", "check", "--format", "json", "--profile", "strict", "samples")]
    [TestCase("model.schema.json", "model", "samples")]
    public async Task Output_follows_its_schema(string schema, params string[] arguments)
    {
        using var output = new StringWriter();
        Program.Run(arguments, new Host(output, TextWriter.Null, RepositoryFolder.Path, HasColour: false, ShowsProgress: false, default), LintEngine.Default);

        var errors = (await JsonSchema.FromFileAsync(RepositoryFolder.At($"docs/{schema}"))).Validate(output.ToString());

        Assert.That(errors.Select(static error => $"{error.Path}: {error.Kind}").Take(20), Is.Empty);
    }
}
