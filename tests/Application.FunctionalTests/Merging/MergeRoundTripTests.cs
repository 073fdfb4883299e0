using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Accounts.Commands;
using NexusCrm.Application.Accounts.Merging;
using NexusCrm.Application.Activities.Commands;
using NexusCrm.Application.Contacts.Commands;
using NexusCrm.Application.Contacts.Merging;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Merging;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Consent;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Merging;

/// <summary>Random records, merged in random order and unmerged backwards: every row is as it was (rule M6).</summary>
[TestFixture]
internal sealed class MergeRoundTripTests : MergeFixture
{
    private TestOrganization _organization = null!;
    private Random _random = null!;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public async Task What_was_merged_is_unmerged_exactly(int seed)
    {
        _random = new Random(seed);
        _organization = await Nexus.AnOrganizationAsync($"Random {seed}");
        var (leads, accounts, contacts) = await PopulateAsync();
        var pictures = new Stack<(string Before, Func<Task> Unmerge)>();

        foreach (var kind in Enumerable.Range(0, 6).Select(_ => _random.Next(3)))
        {
            var before = await PictureAsync(_organization);
            var unmerge = kind switch
            {
                0 => await MergeSomeAsync(leads, order => new MergeLeadsCommand(order), m => m.MergeId, (winner, id) => new UnmergeLeadCommand(winner, id)),
                1 => await MergeSomeAsync(accounts, order => new MergeAccountsCommand(order), m => m.MergeId, (winner, id) => new UnmergeAccountCommand(winner, id)),
                _ => await MergeSomeAsync(contacts, order => new MergeContactsCommand(order), m => m.MergeId, (winner, id) => new UnmergeContactCommand(winner, id)),
            };
            (await PictureAsync(_organization)).ShouldNotBe(before);
            pictures.Push((before, unmerge));
        }

        while (pictures.TryPop(out var step))
        {
            await step.Unmerge();
            Differences(step.Before, await PictureAsync(_organization)).ShouldBeEmpty();
        }
    }

    /// <summary>Merges two to four of those that are left; the losers leave the list.</summary>
    private async Task<Func<Task>> MergeSomeAsync<TMerged, TUnmerged>(
        List<Guid> living, Func<Application.Merging.MergeOrder, Application.Common.Messaging.IMessage<TMerged>> merge, Func<TMerged, Guid?> idOf, Func<Guid, Guid, Application.Common.Messaging.IMessage<TUnmerged>> unmerge)
    {
        Nexus.Clock.Advance(TimeSpan.FromMinutes(1));
        var chosen = living.OrderBy(_ => _random.Next()).Take(_random.Next(2, 4)).ToArray();
        var merged = await Done(_organization.Owner.Send(merge(Order(chosen[0], chosen[1..]))));
        living.RemoveAll(chosen[1..].Contains);
        return async () => await Done(_organization.Owner.Send(unmerge(chosen[0], idOf(merged)!.Value)));
    }

    private async Task<(List<Guid> Leads, List<Guid> Accounts, List<Guid> Contacts)> PopulateAsync()
    {
        var owner = _organization.Owner;
        var (leads, accounts, contacts) = (new List<Guid>(), new List<Guid>(), new List<Guid>());
        for (var i = 0; i < 9; i++)
        {
            Nexus.Clock.Advance(TimeSpan.FromSeconds(1));
            accounts.Add((await Done(owner.Send(new CreateAccountCommand(AnyAccount(i), Perhaps(accounts))))).Id);
            contacts.Add((await Done(owner.Send(new CreateContactCommand(AnyContact(i, accounts) with { ReportsToId = Perhaps(contacts) })))).Id);
            leads.Add((await Done(owner.Send(new CreateLeadCommand(AnyLead(i))))).Id);
        }

        for (var i = 0; i < 12; i++)
        {
            var parts = contacts.OrderBy(_ => _random.Next()).Take(_random.Next(4)).Select(c => new DealPart(c, Word("role"))).ToList();
            await Done(owner.Send(new CreateDealCommand(new DealDetails { Name = $"Deal {i}", AccountId = Perhaps(accounts), Contacts = parts })));
            var about = new[] { (RecordType.Lead, leads), (RecordType.Account, accounts), (RecordType.Contact, contacts) }
                .SelectMany(k => k.Item2.OrderBy(_ => _random.Next()).Take(_random.Next(3)).Select(id => new RecordReference(k.Item1, id))).ToList();
            if (about.Count > 0) await Done(owner.Send(new CreateActivityCommand(new ActivityDetails { Kind = ActivityKind.Call, Subject = $"Call {i}" }, about)));
        }

        await owner.WithDbAsync(async db =>
        {
            foreach (var person in leads.Select(id => new RecordReference(RecordType.Lead, id)).Concat(contacts.Select(id => new RecordReference(RecordType.Contact, id))))
                db.Add(ConsentEntry.Record(_organization.Id, new ConsentStatement(person, ConsentPurpose.Marketing, ConsentChannel.Email, ConsentDecision.Granted, null, null, "test", null), Nexus.Clock.Now, null).Value);
            foreach (var lead in await db.Set<Lead>().ToListAsync()) lead.RecordFirstTouch(null, Nexus.Clock.Now);
            return await db.SaveChangesAsync();
        });
        return (leads, accounts, contacts);
    }

    private AccountDetails AnyAccount(int i) => new()
    {
        Name = $"Account {i}", Industry = Word("industry"), Phone = Chance() ? "6123 4567" : null, EmployeeCount = Chance() ? i : null, Tags = Chance() ? ["a", $"t{i}"] : [],
        AnnualRevenue = Chance() ? new Money(i * 1.5m, "SGD") : null, BillingAddress = Chance() ? new PostalAddress($"{i} Street", null, "Singapore", null, null, "SG") : PostalAddress.None,
        CustomFields = Chance() ? $$"""{"tier":"gold","n{{i}}":{{i}}}""" : "{}",
    };

    private ContactDetails AnyContact(int i, List<Guid> accounts) => new()
    {
        LastName = $"Contact {i}", JobTitle = Word("title"), DoNotCall = Chance(), Tags = Chance() ? ["x"] : [],
        Emails = Chance() ? [new ContactPoint($"c{i}@example.sg", "work", true), new ContactPoint($"shared{_random.Next(3)}@example.sg")] : [],
        Phones = Chance() ? [new ContactPoint($"+6561{i:000000}", null, true)] : [],
        Accounts = [.. accounts.OrderBy(_ => _random.Next()).Take(_random.Next(4)).Select(a => new AccountPart(a, Word("role"), Chance()))],
    };

    private LeadDetails AnyLead(int i) => new()
    {
        LastName = $"Lead {i}", Email = Chance() ? $"l{i}@example.sg" : null, Company = Word("company"), Budget = Chance() ? new Money(i + 0.10m, "SGD") : null, EmailOptOut = Chance(),
        Rating = Chance() ? LeadRating.Hot : null, Description = Word("text"), Tags = Chance() ? ["p", "q"] : [], Address = Chance() ? new PostalAddress(null, null, "Ipoh", null, null, "MY") : PostalAddress.None,
    };

    private bool Chance() => _random.Next(2) == 0;

    private string? Word(string word) => Chance() ? $"{word} {_random.Next(5)}" : null;

    private Guid? Perhaps(List<Guid> ids) => ids.Count > 0 && Chance() ? ids[_random.Next(ids.Count)] : null;
}
