using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Domain.UnitTests;

/// <summary>Things the tests start from.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 4, 5, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 11, 21);
    public static readonly Guid Organization = Guid.CreateVersion7();
    public static readonly Guid Alice = Guid.CreateVersion7();
    public static readonly Guid Bob = Guid.CreateVersion7();

    public static LeadDetails Details => new() { FirstName = "Mei Ling", LastName = "Tan", Email = "meiling@straits.example", Company = "Straits Logistics Pte Ltd" };

    public static Lead ALead(LeadDetails? details = null) => Ok(Lead.Create(Organization, details ?? Details, Now, Alice));

    /// <summary>A lead that got to a status by the ordinary way, its events taken.</summary>
    public static Lead ALeadIn(LeadStatus status)
    {
        var lead = ALead();
        if (status is LeadStatus.Contacted) Ok(lead.MarkContacted(Now, Alice));
        if (status is LeadStatus.Qualified) Ok(lead.Qualify(Now, Alice));
        if (status is LeadStatus.Disqualified) Ok(lead.Disqualify(DisqualifyReason.NoBudget, "next year", Now, Alice));
        if (status is LeadStatus.Converted) Ok(lead.Convert(AConversion()));
        lead.TakeEvents();
        return lead;
    }

    public static LeadConversion AConversion(DateTimeOffset? at = null) => new(Guid.CreateVersion7(), Guid.CreateVersion7(), null, at ?? Now, Alice);

    public static T Ok<T>(Result<T> result)
    {
        result.Succeeded.ShouldBeTrue(result.Error is null ? null : $"{result.Error.Code}: {string.Join(", ", result.Error.Fields?.Select(f => $"{f.Key}: {f.Value[0]}") ?? [])}");
        return result.Value;
    }

    public static Error Refused<T>(Result<T> result)
    {
        result.Succeeded.ShouldBeFalse();
        return result.Error!;
    }
}
