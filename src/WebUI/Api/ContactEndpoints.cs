using System.Text.Json.Nodes;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Contacts.Commands;
using NexusCrm.Application.Contacts.Merging;
using NexusCrm.Application.Contacts.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.WebUI.Api;

/// <summary>Contacts.</summary>
internal static class ContactEndpoints
{
    /// <summary>The routes that every record type has.</summary>
    public static readonly CrmRoutes<ContactRecord, ContactBody> Routes = new("contact", "contacts", ContactBody.From);

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var contacts = Routes.Group(api);
        Routes.MapList(contacts, list => new ListContactsQuery(list));
        Routes.MapStats(contacts, list => new GetContactStatsQuery(list), null);
        Routes.MapTimeline(contacts, RecordType.Contact);
        Routes.MapCreate<ContactPost>(contacts, body => body.ToCommand(), "fullName");
        Routes.MapGet(contacts, id => new GetContactQuery(id));
        Routes.MapPatch<ContactPatchBody>(contacts, (id, body, version) => body.ToCommand(id, version), "fullName", "email", "phone");
        Routes.MapDuplicates(contacts, id => new FindDuplicatesOfContactQuery(id));
        contacts.MapGet("/duplicates", async (string? email, string? phone, string? firstName, string? lastName, Guid? accountId, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new FindContactDuplicatesQuery(email, phone, firstName, lastName, accountId), ct)).ToHttp(Routes.Duplicates))
            .WithName("findContactDuplicates").WithSummary("Contacts that may be the same as what is being typed").Produces<ListBody<DuplicateBody<ContactBody>>>().ProducesProblems(400, 401, 403);
        new MergeEndpoints<ContactRecord, ContactBody>("contacts", (record, merge) => ContactBody.From(record) with { MergeId = merge })
            .Map(contacts, (order, dryRun) => new MergeContactsCommand(order, dryRun), (id, merge) => new UnmergeContactCommand(id, merge));
        Routes.MapRecycling(contacts, (id, version) => new DeleteContactCommand(id, version), id => new RestoreContactCommand(id));
        Routes.MapAction<AccountBody>(contacts, "make-primary", (id, body, version) => new MakePrimaryContactCommand(id, body.AccountId, version), "makeContactPrimary", "Make a contact the primary one of an account in place of the one before");
    }

    private sealed record AccountBody(Guid AccountId);

    /// <summary>A contact on the wire; <c>email</c> and <c>phone</c> are the primary ones.</summary>
    public sealed record ContactBody : CrmBody
    {
        private ContactBody(ContactRecord c) : base(c)
        {
        }

        public required string? FirstName { get; init; }

        public required string? LastName { get; init; }

        public required string FullName { get; init; }

        public required string? Email { get; init; }

        public required string? Phone { get; init; }

        public required IReadOnlyList<PointBody> Emails { get; init; }

        public required IReadOnlyList<PointBody> Phones { get; init; }

        public required string? JobTitle { get; init; }

        public required string? Department { get; init; }

        public required Guid? ReportsToId { get; init; }

        public required IReadOnlyList<PartBody> Accounts { get; init; }

        public required PostalAddressBody Address { get; init; }

        public required bool DoNotCall { get; init; }

        public required bool EmailOptOut { get; init; }

        public static ContactBody From(ContactRecord c) => new(c)
        {
            FirstName = c.FirstName,
            LastName = c.LastName,
            FullName = c.FullName,
            Email = c.PrimaryEmail,
            Phone = c.PrimaryPhone,
            Emails = [.. c.Emails.Select(PointBody.From)],
            Phones = [.. c.Phones.Select(PointBody.From)],
            JobTitle = c.JobTitle,
            Department = c.Department,
            ReportsToId = c.ReportsToId,
            Accounts = [.. c.Accounts.Select(a => new PartBody(a.AccountId, a.AccountName, a.Role, a.Primary))],
            Address = PostalAddressBody.From(c.Address),
            DoNotCall = c.DoNotCall,
            EmailOptOut = c.EmailOptOut,
        };
    }

    /// <summary>An e-mail address or phone number.</summary>
    public sealed record PointBody(string Value, string? Label, bool Primary = false)
    {
        public static PointBody From(ContactPoint p) => new(p.Value, p.Label, p.Primary);

        public ContactPoint ToPoint() => new(Value, Label, Primary);
    }

    /// <summary>The part of a contact in an account; the account's name is not set by requests.</summary>
    public sealed record PartBody(Guid AccountId, string? AccountName, string? Role, bool Primary = false)
    {
        public AccountPart ToPart() => new(AccountId, Role, Primary);
    }

    private sealed record ContactPost(
        string? FirstName, string? LastName, string? Email, string? Phone, Guid? AccountId, IReadOnlyList<PointBody>? Emails, IReadOnlyList<PointBody>? Phones, string? JobTitle, string? Department, Guid? ReportsToId,
        IReadOnlyList<PartBody>? Accounts, PostalAddressBody? Address, bool? DoNotCall, bool? EmailOptOut, Optional<Guid?> OwnerId, IReadOnlyList<string>? Tags, JsonObject? CustomFields)
    {
        public CreateContactCommand ToCommand() => new(
            new ContactDetails
            {
                FirstName = FirstName,
                LastName = LastName,
                Emails = [.. (Emails ?? []).Select(p => p.ToPoint())],
                Phones = [.. (Phones ?? []).Select(p => p.ToPoint())],
                JobTitle = JobTitle,
                Department = Department,
                ReportsToId = ReportsToId,
                Accounts = [.. (Accounts ?? []).Select(a => a.ToPart())],
                Address = Address?.ToAddress() ?? PostalAddress.None,
                DoNotCall = DoNotCall ?? false,
                EmailOptOut = EmailOptOut ?? false,
                Tags = Tags ?? [],
                CustomFields = CustomFields?.ToJsonString() ?? "{}",
            }.WithShorthand(Email, Phone, AccountId),
            OwnerId);
    }

    private sealed record ContactPatchBody(
        Optional<string?> FirstName, Optional<string?> LastName, Optional<IReadOnlyList<PointBody>?> Emails, Optional<IReadOnlyList<PointBody>?> Phones, Optional<string?> JobTitle, Optional<string?> Department, Optional<Guid?> ReportsToId,
        Optional<IReadOnlyList<PartBody>?> Accounts, Optional<PostalAddressChanges?> Address, Optional<bool?> DoNotCall, Optional<bool?> EmailOptOut, Optional<Guid?> OwnerId, Optional<IReadOnlyList<string>?> Tags, Optional<JsonObject?> CustomFields)
    {
        public UpdateContactCommand ToCommand(Guid id, int? version) => new(
            id,
            new ContactPatch
            {
                FirstName = FirstName,
                LastName = LastName,
                Emails = Emails.Map(Points),
                Phones = Phones.Map(Points),
                JobTitle = JobTitle,
                Department = Department,
                ReportsToId = ReportsToId,
                Accounts = Accounts.Map(parts => (IReadOnlyList<AccountPart>?)parts?.Select(a => a.ToPart()).ToList()),
                Address = Address,
                DoNotCall = DoNotCall.Map(value => value ?? false),
                EmailOptOut = EmailOptOut.Map(value => value ?? false),
                OwnerId = OwnerId,
                Tags = Tags,
                CustomFields = CustomFields.Map(fields => fields?.ToJsonString()),
            },
            version);

        private static IReadOnlyList<ContactPoint>? Points(IReadOnlyList<PointBody>? points) => points?.Select(p => p.ToPoint()).ToList();
    }
}
