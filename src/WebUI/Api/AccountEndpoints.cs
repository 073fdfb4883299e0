using System.Text.Json.Nodes;
using NexusCrm.Application.Accounts;
using NexusCrm.Application.Accounts.Commands;
using NexusCrm.Application.Accounts.Merging;
using NexusCrm.Application.Accounts.Queries;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Contacts.Queries;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>Accounts.</summary>
internal static class AccountEndpoints
{
    private static readonly CrmRoutes<AccountRecord, AccountBody> Routes = new("account", "accounts", AccountBody.From);

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var accounts = Routes.Group(api);
        Routes.MapList(accounts, list => new ListAccountsQuery(list));
        Routes.MapStats(accounts, list => new GetAccountStatsQuery(list), "byType");
        Routes.MapTimeline(accounts, RecordType.Account);
        Routes.MapCreate<AccountPost>(accounts, body => body.ToCommand());
        Routes.MapGet(accounts, id => new GetAccountQuery(id));
        Routes.MapPatch<AccountPatchBody>(accounts, (id, body, version) => body.ToCommand(id, version));
        Routes.MapDuplicates(accounts, id => new FindDuplicatesOfAccountQuery(id));
        accounts.MapGet("/duplicates", async (string? name, string? uen, string? website, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new FindAccountDuplicatesQuery(name, uen, website), ct)).ToHttp(Routes.Duplicates))
            .WithName("findAccountDuplicates").WithSummary("Accounts that may be the same as what is being typed").Produces<ListBody<DuplicateBody<AccountBody>>>().ProducesProblems(400, 401, 403);
        new MergeEndpoints<AccountRecord, AccountBody>("accounts", (record, merge) => AccountBody.From(record) with { MergeId = merge })
            .Map(accounts, (order, dryRun) => new MergeAccountsCommand(order, dryRun), (id, merge) => new UnmergeAccountCommand(id, merge));
        Routes.MapRecycling(accounts, (id, version) => new DeleteAccountCommand(id, version), id => new RestoreAccountCommand(id));
        Routes.MapAction<OwnerBody>(accounts, "assign-owner", (id, body, version) => new AssignAccountCommand(id, body.OwnerId, version), "assignAccountOwner", "Give an account to a member, or to nobody");
        ContactEndpoints.Routes.MapListOf(accounts, (id, list) => new ListContactsQuery(list, id), "listContactsOfAccount", "The contacts of an account");
        DealEndpoints.Routes.MapListOf(accounts, (id, list) => new ListDealsQuery(list, id), "listDealsOfAccount", "The deals of an account");
        accounts.MapGet("/{id:guid}/hierarchy", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new GetAccountHierarchyQuery(id), ct)).ToHttp(TreeBody.From))
            .WithName("getAccountHierarchy").WithSummary("The whole tree an account stands in, level by level").Produces<TreeBody>().ProducesProblems(401, 403, 404);
    }

    private sealed record OwnerBody(Guid? OwnerId);

    private sealed record TreeBody(IReadOnlyList<NodeBody> Data, int Hidden)
    {
        public static TreeBody From(AccountTree tree) => new([.. tree.Nodes.Select(n => new NodeBody(n.Id, n.Name, n.ParentId, n.Depth, n.OwnerId))], tree.Hidden);
    }

    private sealed record NodeBody(Guid Id, string Name, Guid? ParentId, int Depth, Guid? OwnerId);

    private sealed record AccountBody : CrmBody
    {
        private AccountBody(AccountRecord a) : base(a)
        {
        }

        public required string Name { get; init; }

        public required string? Uen { get; init; }

        public required string? GstNumber { get; init; }

        public required string? Industry { get; init; }

        public required AccountType Type { get; init; }

        public required int? EmployeeCount { get; init; }

        public required Money? AnnualRevenue { get; init; }

        public required string? Website { get; init; }

        public required string? Phone { get; init; }

        public required PostalAddressBody BillingAddress { get; init; }

        public required PostalAddressBody ShippingAddress { get; init; }

        public required Guid? ParentId { get; init; }

        public required int? PaymentTermsDays { get; init; }

        public required string? Currency { get; init; }

        public required string? PeppolId { get; init; }

        public static AccountBody From(AccountRecord a) => new(a)
        {
            Name = a.Name,
            Uen = a.Uen,
            GstNumber = a.GstNumber,
            Industry = a.Industry,
            Type = a.Type,
            EmployeeCount = a.EmployeeCount,
            AnnualRevenue = a.AnnualRevenue,
            Website = a.Website,
            Phone = a.Phone,
            BillingAddress = PostalAddressBody.From(a.BillingAddress),
            ShippingAddress = PostalAddressBody.From(a.ShippingAddress),
            ParentId = a.ParentId,
            PaymentTermsDays = a.PaymentTermsDays,
            Currency = a.Currency,
            PeppolId = a.PeppolId,
        };
    }

    private sealed record AccountPost(
        string? Name, string? Uen, string? GstNumber, string? Industry, AccountType? Type, int? EmployeeCount, Money? AnnualRevenue, string? Website, string? Phone, PostalAddressBody? BillingAddress,
        PostalAddressBody? ShippingAddress, Guid? ParentId, Optional<Guid?> OwnerId, int? PaymentTermsDays, string? Currency, string? PeppolId, IReadOnlyList<string>? Tags, JsonObject? CustomFields)
    {
        public CreateAccountCommand ToCommand() => new(
            new AccountDetails
            {
                Name = Name,
                Uen = Uen,
                GstNumber = GstNumber,
                Industry = Industry,
                Type = Type ?? AccountType.Prospect,
                EmployeeCount = EmployeeCount,
                AnnualRevenue = AnnualRevenue,
                Website = Website,
                Phone = Phone,
                BillingAddress = BillingAddress?.ToAddress() ?? PostalAddress.None,
                ShippingAddress = ShippingAddress?.ToAddress() ?? PostalAddress.None,
                PaymentTermsDays = PaymentTermsDays,
                Currency = Currency,
                PeppolId = PeppolId,
                Tags = Tags ?? [],
                CustomFields = CustomFields?.ToJsonString() ?? "{}",
            },
            ParentId,
            OwnerId);
    }

    private sealed record AccountPatchBody(
        Optional<string?> Name, Optional<string?> Uen, Optional<string?> GstNumber, Optional<string?> Industry, Optional<AccountType?> Type, Optional<int?> EmployeeCount, Optional<Money?> AnnualRevenue, Optional<string?> Website,
        Optional<string?> Phone, Optional<PostalAddressChanges?> BillingAddress, Optional<PostalAddressChanges?> ShippingAddress, Optional<Guid?> ParentId, Optional<Guid?> OwnerId, Optional<int?> PaymentTermsDays,
        Optional<string?> Currency, Optional<string?> PeppolId, Optional<IReadOnlyList<string>?> Tags, Optional<JsonObject?> CustomFields)
    {
        public UpdateAccountCommand ToCommand(Guid id, int? version) => new(
            id,
            new AccountPatch
            {
                Name = Name,
                Uen = Uen,
                GstNumber = GstNumber,
                Industry = Industry,
                Type = Type,
                EmployeeCount = EmployeeCount,
                AnnualRevenue = AnnualRevenue,
                Website = Website,
                Phone = Phone,
                BillingAddress = BillingAddress,
                ShippingAddress = ShippingAddress,
                ParentId = ParentId,
                OwnerId = OwnerId,
                PaymentTermsDays = PaymentTermsDays,
                Currency = Currency,
                PeppolId = PeppolId,
                Tags = Tags,
                CustomFields = CustomFields.Map(fields => fields?.ToJsonString()),
            },
            version);
    }
}
