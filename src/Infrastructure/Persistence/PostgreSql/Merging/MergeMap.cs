using NexusCrm.Domain.Common;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql.Merging;

/// <summary>A column that refers to a merged record; its rows have an id of their own.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Versioned">True for aggregates: a move is a change of the record, and open forms go stale.</param>
/// <param name="Condition">What else a row must hold, or null.</param>
internal sealed record MovedColumn(string Table, string Column, bool Versioned = false, string? Condition = null);

/// <summary>A table that joins merged records with others: two rows may become one (rule M4).</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column with the merged record.</param>
/// <param name="Other">The column with the other record.</param>
/// <param name="OtherTable">Where the other record is stored.</param>
/// <param name="HasRole">True when rows say in which role; the winner's own goes before.</param>
/// <param name="HasPrimary">True when rows say who is an account's primary contact.</param>
/// <param name="Versioned">True when the row is part of the other aggregate.</param>
/// <param name="RecordType">The record type that rows have to name, for links to records of several types.</param>
internal sealed record JoinTable(string Table, string Column, string Other, string OtherTable, bool HasRole = false, bool HasPrimary = false, bool Versioned = false, string? RecordType = null)
{
    /// <summary>The condition on the record type, for use after others.</summary>
    public string AndType => RecordType is null ? "" : $" and record_type = '{RecordType}'";
}

/// <summary>A column that refers to a merged record and stays with it.</summary>
internal sealed record StayingColumn(string Table, string Column, string Why);

/// <summary>All that refers to a record type. A test compares it with the foreign keys of the database (rule M3).</summary>
/// <param name="Columns">What is moved.</param>
/// <param name="Joins">What is joined.</param>
/// <param name="Staying">What stays.</param>
internal sealed record MergeMap(IReadOnlyList<MovedColumn> Columns, IReadOnlyList<JoinTable> Joins, IReadOnlyList<StayingColumn> Staying)
{
    /// <summary>The map of each record type that can be merged.</summary>
    public static IReadOnlyDictionary<RecordType, MergeMap> Of { get; } = new Dictionary<RecordType, MergeMap>
    {
        [RecordType.Lead] = new(
            [new("leads", "merged_into_id"), new("lead_touches", "lead_id"), new("deals", "source_lead_id", Versioned: true), new("consent_entries", "person_id", Condition: "person_type = 'lead'")],
            [Activities("lead")],
            [
                new("lead_status_changes", "lead_id", "the loser's own course"), new("lead_assignments", "lead_id", "the loser's own course"),
                new("conversion_journals", "lead_id", "a converted lead is not merged"),
            ]),
        [RecordType.Account] = new(
            [
                new("accounts", "merged_into_id"), new("accounts", "parent_id", Versioned: true), new("deals", "account_id", Versioned: true), new("leads", "conversion_account_id"),
                new("conversion_journals", "account_id"),
            ],
            [new("contact_accounts", "account_id", "contact_id", "contacts", HasRole: true, HasPrimary: true, Versioned: true), Activities("account")],
            []),
        [RecordType.Contact] = new(
            [
                new("contacts", "merged_into_id"), new("contacts", "reports_to_id", Versioned: true), new("leads", "conversion_contact_id"), new("conversion_journals", "contact_id"),
                new("consent_entries", "person_id", Condition: "person_type = 'contact'"),
            ],
            [
                new("contact_accounts", "contact_id", "account_id", "accounts", HasRole: true, HasPrimary: true), new("deal_contacts", "contact_id", "deal_id", "deals", HasRole: true, Versioned: true),
                Activities("contact"),
            ],
            [new("contact_emails", "contact_id", "pooled by the winner's aggregate"), new("contact_phones", "contact_id", "pooled by the winner's aggregate")]),
    };

    private static JoinTable Activities(string recordType) => new("activity_links", "record_id", "activity_id", "activities", RecordType: recordType);
}
