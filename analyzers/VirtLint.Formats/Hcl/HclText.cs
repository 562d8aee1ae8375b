using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Formats.Hcl;

/// <summary>What is evaluated together: the evaluator with its bounds, and the text that places point into.</summary>
internal sealed record HclText(HclEvaluator Evaluator, SourceText Source);
