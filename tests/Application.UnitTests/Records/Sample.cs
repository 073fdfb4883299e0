using NexusCrm.Application.Records;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.UnitTests.Records;

internal sealed class Sample : RecordType<Lead>
{
    public Sample() : base(RecordTypes.Leads, "Lead", "-createdAt")
    {
        Text("fullName", l => l.FullName, Lead.FullNameMaxLength).Sortable().Searchable().ReadOnly().Personal(PersonalData.Name);
        Text("company", l => l.Company).Sortable().Importable("Organisation").Personal(PersonalData.None);
        Text("description", l => l.Description).NotFilterable().Personal(PersonalData.FreeText);
        Email("email", l => l.Email, l => l.NormalizedEmail).MatchKey().Personal(PersonalData.Contact);
        Phone("phone", l => l.Phone).Personal(PersonalData.Contact);
        Choice("status", l => l.Status).Sortable().ChangedBy("qualify", "reopen");
        Choice("source", l => l.Source);
        Number("score", l => l.Score).Sortable();
        Number("employeeCount", l => l.EmployeeCount).Sortable();
        Money("budget", l => l.Budget).Sortable();
        Reference("ownerId", l => l.OwnerId, RecordTypes.Members).BulkUpdatable();
        MultiChoice("tags", l => l.Tags);
        Boolean("doNotCall", l => l.DoNotCall);
        Instant("createdAt", l => l.CreatedAt).Sortable();
    }

    public static readonly Sample Instance = new();
}
