using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Packer;

/// <summary>Gives a build the secret in the answer file that it hands to its installer.</summary>
internal sealed class AnswerLinker : IFleetLinker
{
    public void Link(Fleet fleet)
    {
        var builds = fleet.All<Image>().Where(static image => image.InstallerFiles is not null).ToList();
        if (builds.Count == 0)
            return;

        var answers = fleet.Sites
            .SelectMany(static site => site.Files)
            .Where(static file => file.Format == AnswerFileFormat.FormatId)
            .SelectMany(static file => file.Entities.OfType<Image>().Select(image => (Path: file.File.Path.Replace('\\', '/'), Image: image)))
            .ToList();
        foreach (var build in builds)
        {
            var given = build.InstallerFiles!;
            if (build.ServedSecret.State is FactState.Absent && In(answers, given.Served, given.Commands) is { } served)
                build.ServedSecret = Given(build, served);
            else if (build.MediumSecret.State is FactState.Absent && In(answers, given.OnMedium, given.Commands) is { } carried)
                build.MediumSecret = Given(build, carried);
        }
    }

    /// <summary>The one file of a folder, or the one that the boot command names: of several it is not known which the installer reads.</summary>
    private static Image? In(List<(string Path, Image Image)> answers, IReadOnlyList<string> paths, string commands)
    {
        var within = answers.Where(answer => paths.Any(path => answer.Path == path || answer.Path.StartsWith(path + "/", StringComparison.Ordinal))).Take(64).ToList();
        if (within.Count > 1)
            within = within.FindAll(answer => commands.IndexOf(answer.Path.Substring(answer.Path.LastIndexOf('/') + 1), StringComparison.Ordinal) >= 0);

        return within.Count == 1 ? within[0].Image : null;
    }

    /// <summary>The account of the build itself is reported by the password that it signs in with.</summary>
    private static Fact<string> Given(Image build, Image answers) => !answers.MediumSecret.IsKnown || (build.BuildPassword.IsKnown && build.BuildPassword.Value == answers.MediumSecret.Value)
        ? Fact<string>.Absent
        : answers.MediumSecret.With(new RelatedPlace(build.Origin, "the build hands it to its installer"));
}
