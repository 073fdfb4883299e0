using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Members.Commands;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Members;

/// <summary>However many take ownership away at once, one active owner is left (F11).</summary>
[TestFixture]
internal sealed class OwnershipRaceTests
{
    private const int Threads = 100;

    private TestNexus _nexus = null!;

    [OneTimeSetUp]
    public async Task Start() => _nexus = await TestNexus.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _nexus.DisposeAsync();

    [Test]
    public async Task A_hundred_who_demote_suspend_remove_and_transfer_at_once_leave_an_owner()
    {
        var organization = await _nexus.AnOrganizationAsync();
        var owners = new List<TestMember> { organization.Owner };
        while (owners.Count < 5) owners.Add(await organization.AddMemberAsync(Role.Owner, $"Owner {owners.Count}"));

        var answers = await Task.WhenAll(Enumerable.Range(0, Threads).Select(i => Task.Run(() => TakeAsync(owners[i % owners.Count], owners[(i * 7 + i / 5) % owners.Count].UserId, i % 4))));

        (await ActiveOwnersAsync(organization)).ShouldBeGreaterThanOrEqualTo(1);
        answers.Where(code => code is not null).ShouldAllBe(code => code == "last_owner" || code == "forbidden" || code == "not_found" || code == "own_membership" || code == "validation_failed");
        answers.ShouldContain(code => code == null);
    }

    [Test]
    public async Task Two_owners_who_demote_each_other_at_once_leave_one()
    {
        for (var round = 0; round < 10; round++)
        {
            var organization = await _nexus.AnOrganizationAsync();
            var (alice, bob) = (organization.Owner, await organization.AddMemberAsync(Role.Owner, "Bob Owner"));

            var both = await Task.WhenAll(
                Task.Run(() => alice.Send(new ChangeMemberRoleCommand(bob.UserId, "sales"))),
                Task.Run(() => bob.Send(new ChangeMemberRoleCommand(alice.UserId, "sales"))));

            both.Count(r => r.Succeeded).ShouldBe(1);
            both.Single(r => !r.Succeeded).Error!.Code.ShouldBe("last_owner");
            (await ActiveOwnersAsync(organization)).ShouldBe(1);
        }
    }

    private static async Task<string?> TakeAsync(TestMember by, Guid from, int how) => how switch
    {
        0 => await CodeAsync(by, new ChangeMemberRoleCommand(from, "sales")),
        1 => await CodeAsync(by, new SuspendMemberCommand(from)),
        2 => await CodeAsync(by, new RemoveMemberCommand(from)),
        _ => await CodeAsync(by, new TransferOwnershipCommand(from)),
    };

    private static async Task<string?> CodeAsync<T>(TestMember by, ICommand<T> command)
    {
        Result<T> answer = await by.Send(command);
        return answer.Succeeded ? null : answer.Error.Code;
    }

    private static Task<int> ActiveOwnersAsync(TestOrganization organization) =>
        organization.Owner.WithDbAsync(db => db.Set<Membership>().CountAsync(m => m.Role == Role.Owner && m.Status == MembershipStatus.Active));
}
