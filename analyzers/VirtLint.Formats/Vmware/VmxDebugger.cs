using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware;

/// <summary>Binds the debugger that the hypervisor itself opens for a guest, and asks nobody who he is.</summary>
// vivisect, vtrace: target "vmware32"; the debugger listens on the loopback address, with '.remote' on every one
internal static class VmxDebugger
{
    private static readonly string[] s_keys = ["debugStub.listen.guest32", "debugStub.listen.guest64"];

    public static readonly BindingTable<RawArgument> Table = new BindingTable<RawArgument>(Platform.Vmware, ".vmx: debugStub", "vivisect, vtrace: debugStub.listen.guest32")
        .Computed("debugStub.listen.guest32, debugStub.listen.guest64", a => a.Effect, "TRUE")
        .Computed("debugStub.listen.guest32.remote, debugStub.listen.guest64.remote", a => a.Listens, "TRUE for every address", "the loopback address");

    public static void Bind(VirtualMachine machine, SettingScope root, BindingContext context)
    {
        foreach (var key in s_keys)
        {
            if (root.Find(key) is not { } setting || !VmxWords.IsOn(root, key))
                continue;

            var remote = root.Find(key + ".remote");
            var isRemote = remote is not null && VmxWords.IsOn(root, key + ".remote");
            var at = isRemote && remote is not null ? remote : setting;
            var raw = context.Add(new RawArgument(at.Key, context.Origin(at.KeySpan), machine));
            raw.Effect = Fact.Stated(ArgumentEffect.Debugger, context.Origin(at.ValueSpan), at.Value, at.Key);
            raw.Listens = remote is { IsConditional: true }
                ? Fact<ListenAddress>.Unresolved(context.Origin(remote.ValueSpan), remote.Value, "template", remote.Key)
                : Fact.Stated(ListenAddress.Of(isRemote ? "" : "127.0.0.1"), context.Origin(at.ValueSpan), at.Value, at.Key);
        }
    }
}
