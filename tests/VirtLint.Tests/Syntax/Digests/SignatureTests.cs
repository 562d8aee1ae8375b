using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Syntax.Digests;

namespace VirtLint.Tests.Syntax.Digests;

[TestFixture]
internal sealed class SignatureTests
{
    private const string Certificate = "-----BEGIN CERTIFICATE-----\nAQID\nBAU=\n-----END CERTIFICATE-----\n";

    [Test]
    public void A_signature_and_its_certificate_are_read()
    {
        var tree = SignatureTree.Parse(SourceText.From("SHA256(web.mf)= 0a1b\n" + Certificate));

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(tree.Signature?.File.Text, Is.EqualTo("web.mf"));
        Assert.That(tree.Signature?.Digest.Text, Is.EqualTo("0a1b"));
        Assert.That(tree.Certificate, Is.EqualTo(new byte[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void A_certificate_that_is_printed_in_words_before_is_read_all_the_same()
    {
        var tree = SignatureTree.Parse(SourceText.From("SHA1(web.mf)= 0a1b\nCertificate:\n    Data:\n" + Certificate + Certificate));

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(tree.Certificate, Has.Length.EqualTo(5));
    }

    [TestCase("", "expected a signature such as")]
    [TestCase("web.mf: 0a1b\n" + Certificate, "expected a signature such as")]
    [TestCase("MD5(web.mf)= 0a1b\n" + Certificate, "unknown digest algorithm 'MD5'")]
    [TestCase("SHA256(web.mf)= xyz\n" + Certificate, "an even number of hexadecimal digits")]
    [TestCase("SHA256(web.mf)= 0a1b\n", "expected a certificate below the signature")]
    [TestCase("SHA256(web.mf)= 0a1b\n-----BEGIN CERTIFICATE-----\nAQID\n", "unterminated certificate")]
    [TestCase("SHA256(web.mf)= 0a1b\n-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----\n", "not in Base64")]
    public void A_malformed_file_is_reported_once(string text, string expected)
    {
        var tree = SignatureTree.Parse(SourceText.From(text));

        Assert.That(tree.Errors.Single().Message, Does.Contain(expected));
    }
}
