using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

public sealed class OvfTests
{
    private const string Namespace = "http://schemas.dmtf.org/ovf/envelope/1";

    [Test]
    public void Prefixes_are_the_tools_choice()
    {
        var model = Read($"<o:Envelope xmlns:o='{Namespace}'><o:VirtualSystem o:id='a'><o:VirtualHardwareSection><v:Config xmlns:v='urn:v' v:key='nestedHVEnabled' v:value='true'/></o:VirtualHardwareSection></o:VirtualSystem></o:Envelope>");

        Assert.That(model.Entities.OfType<CpuFeature>().Single().Policy.Is(CpuFeaturePolicy.Required), Is.True);
    }

    [Test]
    public void An_envelope_of_version_0_9_names_its_sections_by_type()
    {
        var model = Read("<Envelope xmlns='http://www.vmware.com/schema/ovf/1/envelope' xmlns:xsi='urn:x'><Content id='a' xsi:type='ovf:VirtualSystem_Type'><Section xsi:type='ovf:VirtualHardwareSection_Type'><Item><ResourceType>10</ResourceType><Connection>lan</Connection></Item></Section></Content></Envelope>");

        Assert.That(model.Entities.OfType<NetworkInterface>().Single().Network.Value, Is.EqualTo("lan"));
    }

    [Test]
    public void Systems_of_nested_collections_are_all_read()
    {
        var model = Read($"<Envelope xmlns='{Namespace}'><VirtualSystemCollection><VirtualSystem id='a'/><VirtualSystemCollection><VirtualSystem id='b'/></VirtualSystemCollection></VirtualSystemCollection></Envelope>");

        Assert.That(model.Entities.OfType<VirtualMachine>().Select(static machine => machine.Name), Is.EqualTo((string[])["a", "b"]));
    }

    [Test]
    public void An_entity_of_a_document_type_is_never_resolved()
    {
        var model = Read($"<!DOCTYPE e [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Envelope xmlns='{Namespace}'><VirtualSystem id='a'><Name>&x;</Name></VirtualSystem></Envelope>");

        Assert.That(model.Entities.OfType<SettingIssue>().Select(static issue => issue.Issue), Has.Some.EqualTo(SettingIssueKind.SyntaxError));
        Assert.That(model.Entities.OfType<VirtualMachine>().Single().Name, Does.Not.Contain("root:"));
    }

    [Test]
    public void An_envelope_of_a_thousand_items_is_read_in_bounded_time()
    {
        var text = new StringBuilder($"<Envelope xmlns='{Namespace}'><References>");
        for (var i = 0; i < 3000; i++)
            text.Append($"<File id='f{i}' href='d{i}.vmdk'/>");

        text.Append("</References><DiskSection>");
        for (var i = 0; i < 3000; i++)
            text.Append($"<Disk diskId='k{i}' fileRef='f{i}'/>");

        text.Append("</DiskSection><VirtualSystem id='a'><VirtualHardwareSection>");
        for (var i = 0; i < 3000; i++)
            text.Append($"<Item><ResourceType>17</ResourceType><HostResource>ovf:/disk/k{i}</HostResource></Item>");

        var clock = Stopwatch.StartNew();

        var model = Read(text.Append("</VirtualHardwareSection></VirtualSystem></Envelope>").ToString());

        Assert.That(model.Entities.OfType<Disk>().Last().Source.Value, Is.EqualTo("d2999.vmdk"));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    [TestCase("Manifest-Version: 1.0\nCreated-By: 17\n")]
    [TestCase("SHA256(image.iso)= 00\n")]
    [TestCase("")]
    public void A_list_of_other_files_is_no_manifest(string text) =>
        Assert.That(FormatRegistry.Default.Recognise(new FilePath("a.mf"), SourceText.From(text)), Is.Null);

    private static FileModel Read(string text) => LintEngine.Default.Read("a.ovf", SourceText.From(text), ProjectOptions.None).Model!;
}
