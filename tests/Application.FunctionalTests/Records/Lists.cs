using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Records;

/// <summary>Works with what is generic over record types as somebody, without a feature's messages around it.</summary>
internal static class Lists
{
    public static async Task<TAnswer> WithAsync<TService, TAnswer>(this TestNexus nexus, TestMember member, Func<TService, NexusDbContext, Task<TAnswer>> work)
        where TService : notnull
    {
        await using var scope = nexus.Services.CreateAsyncScope();
        var actor = scope.ServiceProvider.GetRequiredService<CurrentActor>();
        actor.Become(member.Identity);
        actor.Grant((await scope.ServiceProvider.GetRequiredService<IActorAccessSource>().OfAsync(member.Identity, CancellationToken.None))!);
        return await work(scope.ServiceProvider.GetRequiredService<TService>(), scope.ServiceProvider.GetRequiredService<NexusDbContext>());
    }

    public static Task<Result<Page<Guid>>> PageAsync(this TestNexus nexus, TestMember member, ListRequest request) =>
        nexus.WithAsync<RecordList, Result<Page<Guid>>>(member, (list, db) => list.PageAsync(new SampleFields(), db.Set<Lead>(), request, l => l.Id, CancellationToken.None));

    public static ListRequest Request(string query) => ListRequest.Parse(Parameters(query)).Value;

    public static IReadOnlyList<KeyValuePair<string, string>> Parameters(string query) =>
        [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))];
}
