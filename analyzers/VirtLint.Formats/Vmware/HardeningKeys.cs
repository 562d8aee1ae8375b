using System;
using VirtLint.Formats.Binding;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware;

/// <summary>Tells of keys that were meant to harden a guest and are spelt so that they do not.</summary>
/// <remarks>VMware documents no list of all keys: only what comes close to a known one is told.</remarks>
internal static class HardeningKeys
{
    // vSphere Security Configuration Guides 6.5 to 8
    private static readonly string[] s_known =
    [
        "isolation.tools.copy.disable", "isolation.tools.paste.disable", "isolation.tools.dnd.disable", "isolation.tools.diskShrink.disable",
        "isolation.tools.diskWiper.disable", "isolation.device.connectable.disable", "isolation.device.edit.disable", "isolation.tools.hgfs.disable",
        "isolation.tools.hgfsServerSet.disable", "isolation.tools.setGUIOptions.enable", "isolation.tools.autoInstall.disable", "isolation.tools.getCreds.disable",
        "isolation.tools.ghi.autologon.disable", "isolation.tools.ghi.launchmenu.change", "isolation.tools.ghi.protocolhandler.info.disable",
        "isolation.tools.ghi.trayicon.disable", "isolation.ghi.host.shellAction.disable", "isolation.tools.dispTopoRequest.disable", "isolation.tools.trashFolderState.disable",
        "isolation.tools.unity.disable", "isolation.tools.unity.push.update.disable", "isolation.tools.unity.taskbar.disable", "isolation.tools.unity.windowContents.disable",
        "isolation.tools.unityActive.disable", "isolation.tools.unityInterlockOperation.disable", "isolation.tools.unity.disable", "isolation.bios.bbs.disable",
        "isolation.tools.memSchedFakeSampleStats.disable", "isolation.tools.vmxDnDVersionGet.disable", "isolation.tools.guestDnDVersionSet.disable",
        "isolation.tools.vixMessage.disable", "isolation.monitor.control.disable", "isolation.tools.log.disable", "isolation.tools.getMachineID.disable",
        "isolation.tools.connectable.disable", "isolation.tools.setOption.disable", "isolation.tools.setInfo.disable", "isolation.tools.stateLoggerControl.disable",
        "isolation.tools.haltReboot.disable", "isolation.tools.getVersion.disable", "isolation.tools.haltRebootStatus.disable", "isolation.tools.guestInitiatedUpgrade.disable",
        "isolation.tools.ghi.focusStealing.disable", "isolation.tools.ghi.appGuestLaunch.disable", "isolation.tools.guestlibGetInfo.disable", "isolation.tools.guestCopyPasteVersionSet.disable",
        "isolation.tools.copyPasteVersionGet.disable", "isolation.tools.hgfsServer.disable", "isolation.tools.getPostModeActions.disable", "isolation.tools.vmxCopyPasteVersionGet.disable",
    ];

    public static void Check(SettingScope scope, BindingContext context)
    {
        foreach (var setting in scope.Settings)
        {
            if (setting.Key.StartsWith("isolation.", StringComparison.OrdinalIgnoreCase)
                && !Array.Exists(s_known, key => key.Equals(setting.Key, StringComparison.OrdinalIgnoreCase))
                && Sentence.Nearest(setting.Key, s_known) is not null)
            {
                context.ReportUnknownKey(setting, "a virtual machine", s_known);
            }
        }
    }
}
