using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Vmware;

/// <summary>An OVF package in one file: <c>.ova</c>. Its host opens the archive and has its members read: what is not an archive is reported here.</summary>
internal sealed class ArchiveFormat : Format
{
    public const string Extension = ".ova";

    public override string Id => "ova";

    public override Platform Platform => Platform.Vmware;

    public override string Title => "OVF package in one archive (.ova)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(Extension) ? PathClaim.Certain : PathClaim.None;

    public override void Bind(FilePath path, BindingContext context)
    {
    }
}
