namespace VirtLint.Syntax.Digests;

/// <summary>The digest of one file.</summary>
/// <param name="Algorithm">The algorithm as written: <c>SHA256</c>.</param>
/// <param name="File">The file's name.</param>
/// <param name="Digest">The digest in hexadecimal digits.</param>
public sealed record DigestLine(Literal Algorithm, Literal File, Literal Digest);
