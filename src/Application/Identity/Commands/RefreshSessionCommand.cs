using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Trades a refresh token for the next pair of tokens. Each works once; using one again ends the session.</summary>
[OpenToAll("the refresh token says who asks")]
public sealed record RefreshSessionCommand(string? RefreshToken) : ICommand<OpenedSession>;

internal sealed class RefreshSessionCommandValidator : AbstractValidator<RefreshSessionCommand>
{
    public RefreshSessionCommandValidator() => RuleFor(c => c.RefreshToken).Secret();
}

internal sealed class RefreshSessionCommandHandler(ISessions sessions, IUsers users, SignInDesk desk) : ICommandHandler<RefreshSessionCommand, OpenedSession>
{
    public async Task<Result<OpenedSession>> Handle(RefreshSessionCommand command, CancellationToken ct)
    {
        var refreshed = await sessions.RefreshAsync(command.RefreshToken!, ct);
        if (!refreshed.Succeeded) return refreshed.Error;

        var (userId, tokens) = refreshed.Value;
        return await users.FindAsync(userId, ct) is { } user ? await desk.DescribeAsync(user, tokens, ct) : IdentityErrors.InvalidRefreshToken;
    }
}
