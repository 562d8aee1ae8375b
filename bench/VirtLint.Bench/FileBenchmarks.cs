using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Bench;

/// <summary>What an editor waits for: one file, read and judged.</summary>
[MemoryDiagnoser]
public class FileBenchmarks
{
    private readonly LintEngine _engine = LintEngine.Default;
    private readonly SourceText _domain = SourceText.From(GeneratedRepository.Domain(7));
    private readonly SourceText _guest = SourceText.From(GeneratedRepository.Guest(7));

    [Benchmark]
    public Analysis LibvirtDomain() => Check("vm0007.xml", _domain);

    [Benchmark]
    public Analysis ProxmoxGuest() => Check("qemu-server/107.conf", _guest);

    private Analysis Check(string path, SourceText text) =>
        _engine.Judge([_engine.Read(path, text, ProjectOptions.None)], new SeverityPolicy());
}
