using System;
using System.Threading;

namespace VirtLint.Cli;

/// <summary>Counts files on a terminal's error stream, once a run has taken longer than a second.</summary>
internal sealed class Progress : IDisposable
{
    private readonly Host _host;
    private readonly int _total;
    private readonly Timer? _timer;
    private int _done;
    private bool _drawn;

    public Progress(Host host, int total)
    {
        _host = host;
        _total = total;
        if (host.ShowsProgress && total > 1)
            _timer = new(_ => Draw(), null, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200));
    }

    public void Advance() => Interlocked.Increment(ref _done);

    public void Dispose()
    {
        if (_timer is null)
            return;

        using (var stopped = new ManualResetEvent(false))
        {
            if (_timer.Dispose(stopped))
                stopped.WaitOne();
        }

        if (_drawn)
            _host.Error.Write("\r\u001b[K");
    }

    private void Draw()
    {
        const int Width = 24;
        var filled = Width * (long)_done / _total;
        lock (_host.Error)
            _host.Error.Write($"\r\u001b[K[{new string('#', (int)filled)}{new string('.', Width - (int)filled)}] {_done}/{_total} files");

        _drawn = true;
    }
}
