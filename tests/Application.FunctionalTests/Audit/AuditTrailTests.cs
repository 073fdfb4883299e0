using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Contacts.Commands;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.FunctionalTests.Audit;

/// <summary>What the trail says of changes, whatever way they took (rule U1).</summary>
[TestFixture]
internal sealed class AuditTrailTests : CrmFixture
{
    [Test]
    public async Task A_created_record_is_told_once_with_its_values_and_who_made_it()
    {
        var lead = await ALead(new LeadDetails { LastName = "Tan", Email = "ada@example.com", Budget = new Money(1200.5m, "SGD"), Rating = LeadRating.Warm });

        var entry = (await EntriesOf("lead", lead)).ShouldHaveSingleItem();
        entry.Action.ShouldBe(AuditAction.Created);
        (entry.ActorKind, entry.ActorId, entry.Operation, entry.Version).ShouldBe((AuditActor.User, Alice.UserId, "CreateLead", 1));
        New(entry.Personal, "lastName").ShouldBe("Tan");
        New(entry.Personal, "email").ShouldBe("ada@example.com");
        New(entry.Changes, "rating").ShouldBe("warm");
        New(entry.Changes, "budget", "amount").ShouldBe("1200.50");
        entry.Changes.ShouldNotContain("score");
    }

    [Test]
    public async Task A_change_is_told_with_old_and_new_of_the_fields_that_changed_and_no_other()
    {
        var lead = await ALead(new LeadDetails { LastName = "Tan", Company = "Straits", Rating = LeadRating.Cold });

        await Done(Alice.Send(new UpdateLeadCommand(lead, new LeadPatch { Company = Set<string?>("Straits Logistics"), Rating = Set<LeadRating?>(LeadRating.Hot) })));

        var entry = (await EntriesOf("lead", lead))[^1];
        (entry.Action, entry.Version).ShouldBe((AuditAction.Updated, 2));
        JsonDocument.Parse(entry.Personal!).RootElement.GetProperty("new").EnumerateObject().Select(p => p.Name).ShouldBe(["company"]);
        (Old(entry.Personal, "company"), New(entry.Personal, "company")).ShouldBe(("Straits", "Straits Logistics"));
        (Old(entry.Changes, "rating"), New(entry.Changes, "rating")).ShouldBe(("cold", "hot"));
    }

    [Test]
    public async Task The_recycle_bin_is_told_by_its_name_and_the_history_outlives_the_record()
    {
        var lead = await ALead(new LeadDetails { LastName = "Lim" });

        await Done(Alice.Send(new DeleteLeadCommand(lead)));
        await Done(Alice.Send(new RestoreLeadCommand(lead)));
        await Alice.WithDbAsync(db => db.Set<Lead>().Where(l => l.Id == lead).ExecuteDeleteAsync());

        (await EntriesOf("lead", lead)).Select(e => e.Action).ShouldBe([AuditAction.Created, AuditAction.Deleted, AuditAction.Restored, AuditAction.Deleted]);
    }

    [Test]
    public async Task Set_based_statements_are_told_row_by_row()
    {
        var first = await ALead(new LeadDetails { LastName = "One", Industry = "Set based" });
        var second = await ALead(new LeadDetails { LastName = "Two", Industry = "Set based" });

        await Alice.WithDbAsync(db => db.Set<Lead>().Where(l => l.Industry == "Set based").ExecuteUpdateAsync(set => set.SetProperty(l => l.Industry, "Changed")));

        foreach (var lead in new[] { first, second })
        {
            var entry = (await EntriesOf("lead", lead))[^1];
            (Old(entry.Personal, "industry"), New(entry.Personal, "industry")).ShouldBe(("Set based", "Changed"));
        }
    }

    [Test]
    public async Task Derived_values_are_no_changes()
    {
        var lead = await ALead(new LeadDetails { LastName = "Derived" });

        await Alice.WithDbAsync(db => db.Set<Lead>().Where(l => l.Id == lead).ExecuteUpdateAsync(set => set.SetProperty(l => l.Score, 77).SetProperty(l => l.DerivedStamp, l => l.DerivedStamp + 1)));

        (await EntriesOf("lead", lead)).Count.ShouldBe(1);
    }

    [Test]
    public async Task Parts_are_told_as_a_field_of_the_whole()
    {
        var contact = await Done(Alice.Send(new CreateContactCommand(new ContactDetails { LastName = "Koh", Emails = [new ContactPoint("old@example.com", "work", true)] })));

        await Done(Alice.Send(new UpdateContactCommand(contact.Id, new ContactPatch { Emails = Set<IReadOnlyList<ContactPoint>?>([new ContactPoint("new@example.com", "work", true)]) })));

        var told = (await EntriesOf("contact", contact.Id)).Where(e => e.Operation == "UpdateContact").Select(e => e.Personal!).ToList();
        string.Concat(told).ShouldContain("old@example.com");
        string.Concat(told).ShouldContain("new@example.com");
    }

    [Test]
    public async Task A_conversion_and_its_undoing_are_told_by_their_names()
    {
        var lead = await ALead(new LeadDetails { LastName = "Convert", Company = "Convert Pte Ltd", Email = "convert@convert.example" });

        var converted = await Done(Alice.Send(new ConvertLeadCommand(lead, new ConversionChoices())));
        await Done(Alice.Send(new UndoConversionCommand(lead)));

        (await EntriesOf("lead", lead)).Select(e => e.Action).ShouldBe([AuditAction.Created, AuditAction.Converted, AuditAction.Undone]);
        (await EntriesOf("account", converted.AccountId!.Value)).Select(e => e.Action).ShouldBe([AuditAction.Created, AuditAction.Undone]);
    }

    [Test]
    public async Task A_reason_goes_into_the_trail()
    {
        var lead = await ALead(new LeadDetails { LastName = "Reason" });

        await Done(Alice.Send(new DisqualifyLeadCommand(lead, DisqualifyReason.NoBudget, "Wants it for free")));

        (await EntriesOf("lead", lead))[^1].Reason.ShouldBe("Wants it for free");
    }

    [Test]
    public async Task What_is_rolled_back_is_not_told()
    {
        var before = await CountAsync();

        await Alice.WithDbAsync(async db =>
        {
            await using var transaction = await db.BeginAsync(CancellationToken.None);
            db.Add(Lead.Create(Organization.Id, new LeadDetails { LastName = "Nobody" }, Nexus.Clock.Now, Alice.UserId).Value);
            return await db.SaveChangesAsync();
        });

        (await CountAsync()).ShouldBe(before);
    }

    [Test]
    public async Task Entries_of_another_organization_are_not_seen()
    {
        var lead = await ALead(new LeadDetails { LastName = "Mine" });

        (await Stranger.WithDbAsync(db => db.Set<AuditEntry>().IgnoreQueryFilters(["tenant"]).CountAsync(e => e.EntityId == lead))).ShouldBe(0);
    }

    private async Task<Guid> ALead(LeadDetails details) => (await Done(Alice.Send(new CreateLeadCommand(details)))).Id;

    private Task<List<AuditEntry>> EntriesOf(string type, Guid id) =>
        Alice.WithDbAsync(db => db.Set<AuditEntry>().AsNoTracking().Where(e => e.EntityType == type && e.EntityId == id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync());

    private Task<int> CountAsync() => Alice.WithDbAsync(db => db.Set<AuditEntry>().CountAsync());

    private static string? Old(string? json, params string[] path) => Value(json, "old", path);

    private static string? New(string? json, params string[] path) => Value(json, "new", path);

    private static string? Value(string? json, string side, string[] path) =>
        path.Aggregate(JsonDocument.Parse(json!).RootElement.GetProperty(side), (value, name) => value.GetProperty(name)).ToString();
}
