using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NUnit.Framework;
using VirtLint.Cli;
using VirtLint.Engine;

namespace VirtLint.Package.Tests;

/// <summary>Packs the analyzer, and builds a project that references the package from a feed of its own.</summary>
public sealed partial class PackageTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <RestoreSources>../feed</RestoreSources>
            <RestorePackagesPath>../packages</RestorePackagesPath>
            <!-- Informational findings reach the build's output only through the log of errors. -->
            <ErrorLog>findings.sarif,version=2.1</ErrorLog>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="VirtLint" Version="*" />
          </ItemGroup>
        </Project>
        """;

    private string _root = "";

    [OneTimeSetUp]
    public async Task Pack()
    {
        _root = Directory.CreateTempSubdirectory("virtlint-package-").FullName;
        var packed = await ToolRun.Of(Repository(), "dotnet", "pack", "VirtLint.nuspec", "-o", Path.Combine(_root, "feed"));
        Assert.That(packed.ExitCode, Is.Zero, packed.Output);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_root, recursive: true);

    [Test]
    public async Task A_build_reports_what_the_command_line_reports()
    {
        var folder = Consumer("same");
        Copy(Path.Combine(Repository(), "samples"), Path.Combine(folder, "infra"));
        File.WriteAllText(Path.Combine(folder, "infra", "broken.xml"), "<domain type='kvm'>\n  <name>db01</name>\n  <devices>\n</domain>\n");
        File.WriteAllText(Path.Combine(folder, ".editorconfig"), "root = true\n\n[*]\nvirtlint.profile = strict\n");

        var build = await ToolRun.Of(folder, "dotnet", "build", "-nologo");

        // These hold a manifest against the files that it vouches for, and the compiler's host opens none.
        var expected = FindingsOfCommandLine(folder).Where(static finding => !OfManifest().IsMatch(finding)).ToList();
        Assert.That(expected, Is.Not.Empty);
        Assert.That(FindingsOfBuild(folder), Is.EquivalentTo(expected), build.Output);
        Assert.That(build.Output, Does.Not.Contain("CS8032").And.Not.Contain("CS9057").And.Not.Contain("AD0001").And.Not.Contain("VL9999"));
    }

    [Test]
    public async Task An_error_fails_the_build_at_its_own_line_and_column()
    {
        var folder = Consumer("error");
        Directory.CreateDirectory(Path.Combine(folder, "pve"));
        File.WriteAllText(Path.Combine(folder, "pve", "datacenter.cfg"), "keyboard: en-us\nmigration: type=insecure\n");

        var build = await ToolRun.Of(folder, "dotnet", "build", "-nologo");

        Assert.That(build.ExitCode, Is.Not.Zero);
        Assert.That(build.Output, Does.Contain("pve/datacenter.cfg(2,17): error VL2001: "));
    }

    [Test]
    public async Task The_editorconfig_decides_the_severity_of_a_rule()
    {
        var folder = Consumer("severity");
        File.WriteAllText(Path.Combine(folder, "datacenter.cfg"), "migration: type=insecure\n");
        File.WriteAllText(Path.Combine(folder, ".editorconfig"), "root = true\n\n[*.cfg]\nvirtlint.VL2001.severity = warning\n");

        var build = await ToolRun.Of(folder, "dotnet", "build", "-nologo");

        Assert.That(build.ExitCode, Is.Zero, build.Output);
        Assert.That(build.Output, Does.Contain("datacenter.cfg(1,17): warning VL2001: "));
    }

    /// <summary>The SDK keeps one assembly of each name among all analyzer packages of a project.</summary>
    [Test]
    public void No_assembly_in_the_package_has_a_name_that_another_package_may_bring()
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(Path.Combine(_root, "feed"), "*.nupkg").Single());

        var names = package.Entries.Select(static entry => entry.FullName).Where(static name => name.EndsWith(".dll", StringComparison.Ordinal)).ToList();

        Assert.That(names, Has.Count.EqualTo(8));
        Assert.That(names, Has.All.StartsWith("analyzers/dotnet/cs/VirtLint."));
    }

    private string Consumer(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "Consumer.csproj"), Project);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "internal static class Program { private static void Main() { } }\n");
        return folder;
    }

    private static List<string> FindingsOfCommandLine(string folder)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Program.Run(
            ["check", "--format", "json"],
            new Host(output, error, folder, HasColour: false, ShowsProgress: false, DateTimeOffset.Now),
            LintEngine.Default);
        using var report = JsonDocument.Parse(output.ToString());
        return
        [
            .. report.RootElement.GetProperty("findings").EnumerateArray().Select(static finding => Show(
                finding.GetProperty("rule").GetString(),
                finding.GetProperty("file").GetString(),
                finding.GetProperty("line").GetInt32(),
                finding.GetProperty("column").GetInt32())),
        ];
    }

    private static List<string> FindingsOfBuild(string folder)
    {
        using var log = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "findings.sarif")));
        return
        [
            .. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
                .Where(static result => RuleId().IsMatch(result.GetProperty("ruleId").GetString() ?? ""))
                .Select(result =>
                {
                    var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
                    var path = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString() ?? "").LocalPath;
                    var region = place.GetProperty("region");
                    return Show(
                        result.GetProperty("ruleId").GetString(),
                        Path.GetRelativePath(folder, path),
                        region.GetProperty("startLine").GetInt32(),
                        region.GetProperty("startColumn").GetInt32());
                }),
        ];
    }

    private static string Show(string? rule, string? file, int line, int column) => $"{file}:{line}:{column} {rule}";

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? target);
            File.Copy(file, copy);
        }
    }

    private static string Repository([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path) ?? "", "..", ".."));

    [GeneratedRegex(@"\.mf:\d+:\d+ VL302[12]$")]
    private static partial Regex OfManifest();

    [GeneratedRegex("^VL[0-9]{4}$")]
    private static partial Regex RuleId();
}
