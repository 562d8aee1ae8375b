using System.Linq;
using System.Text;
using NUnit.Framework;

namespace VirtLint.Tests.Cli;

/// <summary>VMware's dictionaries name their encoding in the first line.</summary>
public sealed class DictionaryEncodingTests
{
    [TestCase("windows-1252", new byte[] { 0xFC })]
    [TestCase("Shift_JIS", new byte[] { 0x83, 0x7C, 0x81, 0x5C })]
    [TestCase("GBK", new byte[] { 0xC4, 0xE3, 0xBA, 0xC3 })]
    [TestCase("x-unknown", new byte[] { 0xFF })]
    public void A_file_in_another_encoding_is_judged_and_fixed_in_place(string encoding, byte[] name)
    {
        using var workspace = new Workspace();
        byte[] Text(string word) => [.. Encoding.ASCII.GetBytes($".encoding = \"{encoding}\"\ndisplayName = \""), .. name, .. Encoding.ASCII.GetBytes($"\"\nisolation.tools.copy.disable = \"{word}\"\n")];
        workspace.Add("web.vmx", Text("FALSE"));

        var run = workspace.Run("check", "--fix", "--select", "VL0002,VL5020");

        Assert.That(run.Output, Does.Not.Contain("VL0002"));
        Assert.That(System.IO.File.ReadAllBytes(workspace.At("web.vmx")).SequenceEqual(Text("TRUE")), Is.True, run.Output);
    }

    [Test]
    public void A_file_that_names_UTF_8_and_holds_something_else_is_told()
    {
        using var workspace = new Workspace();
        workspace.Add("web.vmx", [.. Encoding.ASCII.GetBytes(".encoding = \"UTF-8\"\ndisplayName = \""), 0xFC, .. Encoding.ASCII.GetBytes("\"\n")]);

        Assert.That(workspace.Run("check").Output, Does.Contain("VL0002"));
    }
}
