using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack;

/// <summary>The secret by which the metadata proxy proves to the compute service which guest it asks for.</summary>
internal static class MetadataSecret
{
    private const string Key = "metadata_proxy_shared_secret";

    /// <summary>Whether there is one; the default is none. // nova/conf/neutron.py, neutron/conf/agent/metadata/config.py</summary>
    public static Fact<bool> Read(OsloSection section, BindingContext context)
    {
        if (section.Find(Key) is not { } setting)
            return Facts.Default(context, false, section.Anchor, Key, Key);

        return setting.Value.Length == 0
            ? Fact.Stated(false, context.Origin(setting.KeySpan), "", Key)
            : Facts.Read(section, setting, Key, Vocabulary.Secret, context).Select(static _ => true).Masked();
    }
}
