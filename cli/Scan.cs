using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Cli.Discovery;
using VirtLint.Cli.Options;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;

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
        var results = new IReadOnlyList<FileResult>[files.Count];
        using var progress = new Progress(_host, files.Count);
        Parallel.For(0, files.Count, i =>
        {
            results[i] = PackageArchive.IsNamed(files[i].Path) ? ReadArchive(files[i]) : [Read(files[i])];
            progress.Advance();
        });
        return [.. results.SelectMany(static found => found)];
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

            return FileText.Read(file.Path, LimitOf(options)) switch
            {
                { Unreadable: { } reason } head => _engine.Unreadable(file.Path, head.Text, reason, options),
                var whole => _engine.Read(file.Path, whole.Text, options, new CompanionFolder(Path.GetDirectoryName(file.Path) ?? "/")),
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

    /// <summary>The texts of an archive are read as if they lay in a folder of its name. Nothing is written anywhere.</summary>
    private IReadOnlyList<FileResult> ReadArchive(FoundFile file)
    {
        try
        {
            var options = _configs.For(file.Path);
            if (file.IsEmpty)
                return [_engine.Unreadable(file.Path, SourceText.From(""), "is empty", options)];

            using var archive = PackageArchive.Open(file.Path, LimitOf(options));
            if (archive.Trouble is { } trouble)
                return [_engine.Unreadable(file.Path, SourceText.From(""), trouble, options)];

            return
            [
                .. archive.Texts.Select(text => text.Text.Unreadable is { } reason
                    ? _engine.Unreadable(text.Path, text.Text.Text, reason, options)
                    : _engine.Read(text.Path, text.Text.Text, options, archive.Members)),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Trouble($"'{file.Path}' cannot be read: {Reason.Of(exception)}");
            return [new(file.Path, null, null)];
        }
        catch (Exception exception)
        {
            return [new(file.Path, null, null, exception)];
        }
    }

    private static long LimitOf(ProjectOptions options) => FileSize.TryParse(options.Text("virtlint.max_file_size") ?? "", out var size) ? size : FileSize.Default;

    private void Trouble(string sentence)
    {
        Interlocked.Increment(ref _troubles);
        _host.Complain(sentence);
    }
}
