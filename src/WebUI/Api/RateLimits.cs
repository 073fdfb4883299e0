using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Operations;

namespace NexusCrm.WebUI.Api;

/// <summary>How many requests are answered per minute. Section <c>RateLimits</c>.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Per user or API key.</summary>
    public int PerPrincipal { get; set; } = 600;

    /// <summary>Per network address, signed in or not.</summary>
    public int PerAddress { get; set; } = 1200;

    /// <summary>Per network address on everything that takes a password or a token.</summary>
    public int SignIn { get; set; } = 30;
}

/// <summary>Marks endpoints and pages that take a password or a token: <see cref="RateLimitOptions.SignIn"/> applies to their posts.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class CredentialEntryAttribute : Attribute;

/// <summary>What is left of a window after a request was counted in it.</summary>
/// <param name="Limit">Requests per window.</param>
/// <param name="Remaining">Requests left; negative when this one was too many.</param>
/// <param name="Reset">Time until the window ends.</param>
internal sealed record RateWindow(int Limit, int Remaining, TimeSpan Reset)
{
    /// <summary>True when the request was too many.</summary>
    public bool IsExceeded => Remaining < 0;

    /// <summary>The stricter of two.</summary>
    public static RateWindow Tighter(RateWindow a, RateWindow b) => b.Remaining < a.Remaining ? b : a;
}

/// <summary>Counts requests in fixed windows, per node. Features with limits of their own (public forms, exports) use it too.</summary>
internal sealed class RateLimits(TimeProvider clock)
{
    private const int SweepAbove = 50_000;
    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);

    /// <summary>Counts one request.</summary>
    /// <param name="key">What is limited, e.g. <c>form:1f0c..</c>.</param>
    /// <param name="limit">Requests per window.</param>
    /// <param name="length">Length of the window; a minute unless told.</param>
    public RateWindow Count(string key, int limit, TimeSpan? length = null)
    {
        var now = clock.GetUtcNow();
        var ends = now + (length ?? TimeSpan.FromMinutes(1));
        var window = _windows.AddOrUpdate(key, _ => new Window(1, ends), (_, open) => open.Ends <= now ? new Window(1, ends) : open with { Count = open.Count + 1 });
        if (_windows.Count > SweepAbove) Sweep(now);
        return new RateWindow(limit, limit - window.Count, window.Ends - now);
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (key, window) in _windows)
        {
            if (window.Ends <= now) _windows.TryRemove(key, out _);
        }
    }

    private sealed record Window(int Count, DateTimeOffset Ends);
}

/// <summary>Applies the limits to the API and to posts of credentials, and tells callers how much is left.</summary>
internal static class RateLimiting
{
    /// <summary>Adds the counters and their options.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration("RateLimits")
            .Validate(o => o is { PerPrincipal: > 0, PerAddress: > 0, SignIn: > 0 }, "Rate limits are positive.").ValidateOnStart();
        return services.AddSingleton<RateLimits>();
    }

    /// <summary>Counts each request after authentication; refuses with 429 and <c>Retry-After</c>.</summary>
    public static IApplicationBuilder UseRateLimits(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var window = Count(context);
        if (window is not { } counted)
        {
            await next(context);
            return;
        }

        var reset = Math.Max(1, (int)Math.Ceiling(counted.Reset.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["RateLimit-Limit"] = counted.Limit.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["RateLimit-Remaining"] = Math.Max(0, counted.Remaining).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["RateLimit-Reset"] = reset;
        if (!counted.IsExceeded)
        {
            await next(context);
            return;
        }

        context.Response.Headers.RetryAfter = reset;
        await RefuseAsync(context);
    });

    private static RateWindow? Count(HttpContext context)
    {
        var isApi = context.IsApi();
        var takesCredentials = HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<CredentialEntryAttribute>() is not null;
        if (!isApi && !takesCredentials) return null;

        var limits = context.RequestServices.GetRequiredService<RateLimits>();
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<RateLimitOptions>>().CurrentValue;
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "local";
        var window = limits.Count($"address:{address}", options.PerAddress);
        if (takesCredentials) window = RateWindow.Tighter(window, limits.Count($"sign-in:{address}", options.SignIn));
        if (context.User.PrincipalId() is { } principal) window = RateWindow.Tighter(window, limits.Count($"principal:{principal}", options.PerPrincipal));
        return window;
    }

    private static Task RefuseAsync(HttpContext context)
    {
        if (context.IsApi()) return Problems.WriteAsync(context, new Error("rate_limited", "Too many requests. Try again in a moment.", ErrorKind.TooMany));
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return context.Response.WriteAsync("Too many attempts. Wait a minute and try again.", context.RequestAborted);
    }
}
