using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(VirtLint.Bench.FileBenchmarks).Assembly).Run(args);
