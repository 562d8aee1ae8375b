using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.Libvirt;

public sealed class BrokenXmlTests
{
    [Test]
    public void One_tag_too_many_is_one_mistake()
    {
        const string Text = """
            <domain type='kvm'>
              <name>db01</name>
                <cbitpos>47</cbitpos>
                <policy>0x0003</policy>
              </launchSecurity>
            </domain>
            """;

        var result = LintEngine.Default.Read("db01.xml", SourceText.From(Text), ProjectOptions.None);

        Assert.That(result.Issues.Select(static issue => issue.Issue), Is.EqualTo(new[] { SettingIssueKind.SyntaxError }));
    }
}
