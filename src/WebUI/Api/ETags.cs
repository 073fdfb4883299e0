using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace NexusCrm.WebUI.Api;

/// <summary>
/// Strong entity tags <c>"version.derivedStamp"</c>. <c>If-None-Match</c> compares all of it; <c>If-Match</c> the version only, so that a nightly rescore does not
/// make open forms stale.
/// </summary>
internal static class ETags
{
    private const int NoVersion = -1;

    /// <summary>The tag of a record.</summary>
    public static string Of(int version, int derivedStamp = 0) => string.Create(CultureInfo.InvariantCulture, $"\"{version}.{derivedStamp}\"");

    /// <summary>
    /// The version that <c>If-Match</c> expects: null without the header or with <c>*</c>. A tag that no record can have (weak, malformed, several) gives a version that
    /// none has, so that the use case answers 412 with the current one.
    /// </summary>
    public static int? ExpectedVersion(this HttpRequest request)
    {
        var expected = request.Headers.IfMatch;
        if (expected.Count == 0 || expected is ["*"]) return null;
        if (!EntityTagHeaderValue.TryParse(expected.ToString(), out var tag) || tag.IsWeak) return NoVersion;
        var text = tag.Tag.AsSpan().Trim('"');
        var dot = text.IndexOf('.');
        return int.TryParse(dot < 0 ? text : text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : NoVersion;
    }

    /// <summary>True when the caller's copy (<c>If-None-Match</c>) is the current one.</summary>
    public static bool AlreadyHas(HttpRequest request, string etag)
    {
        var known = request.GetTypedHeaders().IfNoneMatch;
        var current = new EntityTagHeaderValue(etag);
        return known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }
}
