using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace VirtLint.Analyzers.Packaging;

/// <summary>
/// Lays out the analyzer's assemblies for its package, third-party ones under names of our own: of two analyzer packages
/// that bring an assembly of one name, the SDK keeps only the higher version (target ResolvePackageFileConflicts), and the
/// other analyzer fails.
/// </summary>
internal static class Program
{
    private const string Prefix = "VirtLint.Dep.";

    private static readonly string[] s_foreign = ["YamlDotNet", "Newtonsoft.Json"];

    private static readonly string[] s_ours =
        ["VirtLint.Analyzers", "VirtLint.Engine", "VirtLint.Formats", "VirtLint.Model", "VirtLint.Rules", "VirtLint.Syntax"];

    private static int Main(string[] arguments)
    {
        if (arguments is not [var source, var target])
        {
            Console.Error.WriteLine("usage: VirtLint.Analyzers.Packaging SOURCE-FOLDER TARGET-FOLDER");
            return 2;
        }

        Directory.CreateDirectory(target);
        foreach (var name in s_foreign.Concat(s_ours))
            Copy(Path.Combine(source, name + ".dll"), target);

        return 0;
    }

    private static void Copy(string path, string target)
    {
        // To write an assembly, Cecil looks into those that it refers to: the types of default values, for one.
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(path));
        using var assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver });
        var renamed = References(assembly).Where(static reference => s_foreign.Contains(reference.Name)).ToList();
        if (s_foreign.Contains(assembly.Name.Name))
            renamed.Add(assembly.Name);

        if (renamed.Count == 0)
        {
            File.Copy(path, Path.Combine(target, Path.GetFileName(path)), overwrite: true);
            return;
        }

        foreach (var name in renamed)
            Rename(name);

        // An image that claims a signature and has none is refused.
        foreach (var module in assembly.Modules)
            module.Attributes &= ~ModuleAttributes.StrongNameSigned;

        assembly.Write(Path.Combine(target, assembly.Name.Name + ".dll"));
    }

    private static IEnumerable<AssemblyNameReference> References(AssemblyDefinition assembly) =>
        assembly.Modules.SelectMany(static module => module.AssemblyReferences);

    /// <summary>The strong name goes: its key is not ours, and the renamed assembly could not be signed with it.</summary>
    private static void Rename(AssemblyNameReference name)
    {
        name.Name = Prefix + name.Name;
        name.PublicKey = [];
        name.PublicKeyToken = [];
        name.HasPublicKey = false;
    }
}
