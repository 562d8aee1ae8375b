using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Cli.Discovery;
using VirtLint.Cli.Options;
using VirtLint.Engine;
using VirtLint.Formats;

namespace VirtLint.Cli;

/// <summary>Finds the files of a run and reads them, on all cores; what comes out is in the order of the paths.</summary>
internal sealed class Scan
{
    private readonly Host _host;
    private readonly LintEngine _engine;
    private readonly ConfigFiles _configs;
    private int _troubles;

    public Scan(Host host, LintEngine engine)
    {
        _host = host;
        _engine = engine;
        _configs = new(host.Now.ToString("yyyy-MM-dd"), host.Complain);
    }

    /// <summary>Whether something that the command line asked for could not be read.</summary>
    public bool HadTrouble => _troubles > 0;

    public IReadOnlyList<FileResult> Read(IReadOnlyList<string> paths)
    {
        var files = new FileFinder(Trouble).Find(paths, _host.Folder);
        var results = new FileResult[files.Count];
        using var progress = new Progress(_host, files.Count);
        Parallel.For(0, files.Count, i =>
        {
            results[i] = Read(files[i]);
            progress.Advance();
        });
        return results;
    }

    private FileResult Read(FoundFile file)
    {
        try
        {
            var options = _configs.For(file.Path);
            if (options.Text("virtlint.format") is null && !_engine.Formats.MayClaim(new FilePath(file.Path)))
                return new(file.Path, null, null);

            if (file.IsEmpty)
                return _engine.Read(file.Path, SourceText.From(""), options);

            var limit = FileSize.TryParse(options.Text("virtlint.max_file_size") ?? "", out var size) ? size : FileSize.Default;
            return FileText.Read(file.Path, limit) switch
            {
                { Unreadable: { } reason } head => _engine.Unreadable(file.Path, head.Text, reason, options),
                var whole => _engine.Read(file.Path, whole.Text, options),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Trouble($"'{file.Path}' cannot be read: {Reason.Of(exception)}");
            return new(file.Path, null, null);
        }
        catch (Exception exception)
        {
            return new(file.Path, null, null, exception);
        }
    }

    private void Trouble(string sentence)
    {
        Interlocked.Increment(ref _troubles);
        _host.Complain(sentence);
    }
}
