using NexusCrm.Application.Accounts;
using NexusCrm.Application.Accounts.Commands;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Contacts.Commands;
using NexusCrm.Application.Deals;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Members;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests;

/// <summary>One product per class, with records made by their use cases.</summary>
internal abstract class CrmFixture
{
    protected TestNexus Nexus { get; private set; } = null!;

    protected TestOrganization Organization { get; private set; } = null!;

    protected TestMember Alice => Organization.Owner;

    /// <summary>Somebody of another organization.</summary>
    protected TestMember Stranger { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Nexus = await TestNexus.StartAsync();
        Organization = await Nexus.AnOrganizationAsync();
        Stranger = (await Nexus.AnOrganizationAsync("Elsewhere")).Owner;
    }

    [OneTimeTearDown]
    public async Task Stop() => await Nexus.DisposeAsync();

    protected static async Task<T> Done<T>(Task<Result<T>> sent)
    {
        var result = await sent;
        result.Succeeded.ShouldBeTrue(result.Error?.ToString());
        return result.Value;
    }

    protected static async Task<Error> Refused<T>(Task<Result<T>> sent)
    {
        var result = await sent;
        result.Succeeded.ShouldBeFalse();
        return result.Error!;
    }

    protected Task<AccountRecord> AnAccount(string name = "Straits Logistics", Guid? parentId = null, TestMember? by = null) =>
        Done((by ?? Alice).Send(new CreateAccountCommand(new AccountDetails { Name = name }, parentId)));

    protected Task<ContactRecord> AContact(string lastName = "Tan", TestMember? by = null, params AccountPart[] accounts) =>
        Done((by ?? Alice).Send(new CreateContactCommand(new ContactDetails { LastName = lastName, Accounts = accounts })));

    protected Task<DealRecord> ADeal(string name = "Pilot", Money? amount = null, TestMember? by = null) =>
        Done((by ?? Alice).Send(new CreateDealCommand(new DealDetails { Name = name, Amount = amount })));

    protected Task<TestMember> ASalesperson() => Organization.AddMemberAsync(Role.Sales, "Sam Sales");

    protected async Task<StageRecord> Stage(string name) => (await Done(Alice.Send(new ListPipelinesQuery()))).Single().Stages.Single(s => s.Name == name);

    protected static Optional<T> Set<T>(T value) => new(value);
}
