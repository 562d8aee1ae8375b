using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;

namespace VirtLint.Bench;

/// <summary>A whole run over a repository of 3,221 files, without the file system.</summary>
[MemoryDiagnoser]
public class RepositoryBenchmarks
{
    private readonly LintEngine _engine = LintEngine.Default;
    private readonly ProjectOptions _options = new(static key => key == "virtlint.as_of" ? "2026-11-01" : null);
    private IReadOnlyList<GeneratedFile> _files = [];
    private FileResult[] _read = [];

    [GlobalSetup]
    public void Generate()
    {
        _files = GeneratedRepository.Create();
        _read = Read();
    }

    /// <summary>Recognise, parse and bind every file, one after the other.</summary>
    [Benchmark]
    public FileResult[] Read() => [.. _files.Where(MayMatter).Select(file => _engine.Read(file.Path, file.Text, _options))];

    /// <summary>The same on all cores, as the command line does.</summary>
    [Benchmark]
    public FileResult?[] ReadInParallel()
    {
        var results = new FileResult?[_files.Count];
        Parallel.For(0, _files.Count, i => results[i] = MayMatter(_files[i]) ? _engine.Read(_files[i].Path, _files[i].Text, _options) : null);
        return results;
    }

    /// <summary>Judge what was read, by all rules of the recommended profile.</summary>
    [Benchmark]
    public Analysis Judge() => _engine.Judge(_read, new SeverityPolicy(), CancellationToken.None);

    private bool MayMatter(GeneratedFile file) => _engine.Formats.MayClaim(new FilePath(file.Path));
}
