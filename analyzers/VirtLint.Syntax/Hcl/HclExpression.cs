using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Hcl;

/// <summary>An expression, with the text that it covers.</summary>
public abstract record HclExpression(TextSpan Span);

/// <summary>What could not be read: it has no value.</summary>
public sealed record HclMissing(TextSpan Span) : HclExpression(Span);

/// <summary><c>true</c>, <c>false</c>, <c>null</c> or a number.</summary>
/// <param name="Value">A <see cref="bool"/>, a <see cref="double"/>, or null.</param>
public sealed record HclLiteral(object? Value, TextSpan Span) : HclExpression(Span);

/// <summary>A quoted template or a heredoc: text and what is put into it.</summary>
/// <param name="Parts">In order; a text without parts is the empty string.</param>
/// <param name="ContentSpan">The text between the quotes, or the heredoc's lines.</param>
public sealed record HclTemplate(ImmutableArray<HclTemplatePart> Parts, TextSpan ContentSpan, TextSpan Span) : HclExpression(Span);

/// <summary>One part of a template.</summary>
public abstract record HclTemplatePart(TextSpan Span);

/// <summary>Literal text, with its escapes decoded.</summary>
public sealed record HclTemplateText(string Text, TextSpan Span) : HclTemplatePart(Span);

/// <summary><c>${ expression }</c>.</summary>
public sealed record HclTemplateValue(HclExpression Value, TextSpan Span) : HclTemplatePart(Span);

/// <summary><c>%{ if condition } … %{ else } … %{ endif }</c>.</summary>
public sealed record HclTemplateIf(
    HclExpression Condition, ImmutableArray<HclTemplatePart> Then, ImmutableArray<HclTemplatePart> Else, TextSpan Span) : HclTemplatePart(Span);

/// <summary><c>%{ for key, value in collection } … %{ endfor }</c>.</summary>
/// <param name="KeyName">The name of the key or index; empty when there is none.</param>
public sealed record HclTemplateFor(
    string KeyName, string ValueName, HclExpression Collection, ImmutableArray<HclTemplatePart> Body, TextSpan Span) : HclTemplatePart(Span);

/// <summary><c>[a, b]</c>.</summary>
public sealed record HclTuple(ImmutableArray<HclExpression> Items, TextSpan Span) : HclExpression(Span);

/// <summary><c>{ key = value }</c>.</summary>
public sealed record HclObject(ImmutableArray<HclObjectItem> Items, TextSpan Span) : HclExpression(Span);

/// <summary>One member. A bare word as a key is a <see cref="HclVariable"/> that stands for its own name.</summary>
/// <param name="IsParenthesized">Whether the key is <c>(expression)</c>, and a bare word in it a reference after all.</param>
public sealed record HclObjectItem(HclExpression Key, HclExpression Value, bool IsParenthesized);

/// <summary>A name at the root of a reference: <c>var</c>, <c>local</c>, <c>each</c>, a resource's type.</summary>
public sealed record HclVariable(string Name, TextSpan Span) : HclExpression(Span);

/// <summary><c>source.name</c>, and <c>source.0</c> of older files, whose name is the number.</summary>
public sealed record HclGetAttribute(HclExpression Source, string Name, TextSpan Span) : HclExpression(Span);

/// <summary><c>source[key]</c>.</summary>
public sealed record HclIndex(HclExpression Source, HclExpression Key, TextSpan Span) : HclExpression(Span);

/// <summary><c>source[*]</c>, and <c>source.*</c> of older files: what follows it is applied to each element.</summary>
public sealed record HclSplat(HclExpression Source, TextSpan Span) : HclExpression(Span);

/// <summary><c>name(arguments)</c>.</summary>
/// <param name="Name">With its namespace: <c>provider::local::direxists</c>.</param>
/// <param name="ExpandsLast">Whether the last argument is <c>list...</c>.</param>
public sealed record HclCall(string Name, ImmutableArray<HclExpression> Arguments, bool ExpandsLast, TextSpan Span) : HclExpression(Span);

/// <summary><c>!a</c> or <c>-a</c>.</summary>
public sealed record HclUnary(char Operator, HclExpression Operand, TextSpan Span) : HclExpression(Span);

/// <summary><c>a + b</c>, with the operator as written.</summary>
public sealed record HclBinary(string Operator, HclExpression Left, HclExpression Right, TextSpan Span) : HclExpression(Span);

/// <summary><c>condition ? then : else</c>.</summary>
public sealed record HclConditional(HclExpression Condition, HclExpression Then, HclExpression Else, TextSpan Span) : HclExpression(Span);

/// <summary><c>[for key, value in collection : result if condition]</c>, or with braces and <c>key => value</c>.</summary>
/// <param name="KeyName">The name of the key or index; empty when there is none.</param>
/// <param name="Key">The key of each member; null for a list.</param>
/// <param name="Groups">Whether <c>...</c> gathers the values of equal keys.</param>
/// <param name="Condition">What an element must meet; null for all.</param>
public sealed record HclFor(
    string KeyName,
    string ValueName,
    HclExpression Collection,
    HclExpression? Key,
    HclExpression Value,
    bool Groups,
    HclExpression? Condition,
    TextSpan Span) : HclExpression(Span);

/// <summary><c>(a)</c>.</summary>
public sealed record HclParentheses(HclExpression Inner, TextSpan Span) : HclExpression(Span);
