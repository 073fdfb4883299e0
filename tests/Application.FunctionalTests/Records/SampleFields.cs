using NexusCrm.Application.Records;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.FunctionalTests.Records;

/// <summary>Every kind of field, nullable and not, over a real table.</summary>
internal sealed class SampleFields : RecordType<Lead>
{
    public SampleFields() : base(RecordTypes.Leads, "Lead", "-createdAt")
    {
        Text("fullName", l => l.FullName).Sortable().Searchable();
        Text("company", l => l.Company).Sortable().Searchable();
        Email("email", l => l.Email, l => l.NormalizedEmail).Sortable().Searchable();
        Phone("phone", l => l.Phone).Sortable().Searchable();
        Url("website", l => l.Website).Sortable();
        Text("address.country", l => l.Address.Country).Sortable();
        Text("utm.source", l => l.Utm.Source).Sortable();
        Choice("status", l => l.Status).Sortable();
        Choice("rating", l => l.Rating).Sortable();
        Number("score", l => l.Score).Sortable();
        Number("employeeCount", l => l.EmployeeCount).Sortable();
        Money("budget", l => l.Budget).Sortable();
        Boolean("doNotCall", l => l.DoNotCall).Sortable();
        Reference("ownerId", l => l.OwnerId, RecordTypes.Members).Sortable();
        MultiChoice("tags", l => l.Tags);
        Instant("createdAt", l => l.CreatedAt).Sortable();
        Instant("lastTouchAt", l => l.LastTouchAt).Sortable();
    }
}
