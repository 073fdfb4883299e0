using NexusCrm.Application.Common.Messaging;
using NexusCrm.WebUI.Features.Accounts;
using NexusCrm.WebUI.Features.Contacts;
using NexusCrm.WebUI.Features.Deals;
using NexusCrm.WebUI.Features.Leads;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>Registers the records that reference fields can point to.</summary>
internal static class RecordChoices
{
    /// <summary>Leads, accounts, contacts and deals, each told from its namesakes by what people know about it.</summary>
    public static IServiceCollection AddRecordChoices(this IServiceCollection services) => services
        .AddChoices(LeadList.Definition, lead => lead.Company ?? lead.Email)
        .AddChoices(AccountList.Definition, account => account.Uen ?? account.Website)
        .AddChoices(ContactList.Definition, contact => contact.PrimaryEmail ?? contact.JobTitle)
        .AddChoices(DealList.Definition, deal => deal.AccountName);

    private static IServiceCollection AddChoices<TRow>(this IServiceCollection services, ListDefinition<TRow> list, Func<TRow, string?> note) =>
        services.AddScoped<IReferenceChoices>(provider => new ListReferenceChoices<TRow>(provider.GetRequiredService<IUseCases>(), list, note));
}
