using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Leads;

internal sealed class LeadStatusTests
{
    private static readonly Dictionary<string, (Func<Lead, Result<Done>> Act, LeadStatus To, LeadStatus[] From)> Moves = new(StringComparer.Ordinal)
    {
        ["contacted"] = (l => l.MarkContacted(Now, Alice), LeadStatus.Contacted, [LeadStatus.New]),
        ["qualify"] = (l => l.Qualify(Now, Alice), LeadStatus.Qualified, [LeadStatus.New, LeadStatus.Contacted]),
        ["disqualify"] = (l => l.Disqualify(DisqualifyReason.Spam, null, Now, Alice), LeadStatus.Disqualified, [LeadStatus.New, LeadStatus.Contacted, LeadStatus.Qualified]),
        ["reopen"] = (l => l.Reopen(Now, Alice), LeadStatus.New, [LeadStatus.Disqualified]),
        ["convert"] = (l => l.Convert(AConversion()), LeadStatus.Converted, [LeadStatus.New, LeadStatus.Contacted, LeadStatus.Qualified]),
        ["undo"] = (l => l.UndoConversion(Now, Alice), LeadStatus.New, [LeadStatus.Converted]),
    };

    private static IEnumerable<TestCaseData> Table() =>
        from status in Enum.GetValues<LeadStatus>()
        from move in Moves.Keys
        select new TestCaseData(status, move).SetArgDisplayNames($"{move} a {status} lead");

    [TestCaseSource(nameof(Table))]
    public void Every_move_from_every_status_does_what_the_table_says(LeadStatus from, string move)
    {
        var (act, to, allowed) = Moves[move];
        var lead = ALeadIn(from);
        var (version, moves) = (lead.UpdatedAt, lead.StatusHistory.Count);

        var moved = act(lead);

        if (allowed.Contains(from))
        {
            Ok(moved);
            lead.Status.ShouldBe(to);
            var change = lead.StatusHistory.Last();
            (change.From, change.To, change.At, change.By).ShouldBe((from, to, Now, Alice));
            (change.OrganizationId, change.LeadId).ShouldBe((Organization, lead.Id));
            lead.TakeEvents().OfType<LeadStatusChanged>().ShouldHaveSingleItem().To.ShouldBe(to);
            return;
        }

        var refusal = Refused(moved);
        refusal.Kind.ShouldBe(ErrorKind.Conflict);
        refusal.Code.ShouldBe(from is LeadStatus.Converted && move == "convert" ? "lead_already_converted" : "invalid_transition");
        (lead.Status, lead.StatusHistory.Count, lead.UpdatedAt).ShouldBe((from, moves, version));
        lead.TakeEvents().ShouldBeEmpty();
    }

    [Test]
    public void A_lead_nobody_can_reach_is_not_qualified()
    {
        var lead = ALead(new LeadDetails { Company = "Straits Logistics" });

        Refused(lead.Qualify(Now, Alice)).Code.ShouldBe("invalid_transition");
        lead.Status.ShouldBe(LeadStatus.New);
    }

    [Test]
    public void A_phone_number_is_enough_to_qualify()
    {
        var lead = ALead(new LeadDetails { LastName = "Tan", Phone = "9123 4567" });

        Ok(lead.Qualify(Now, Alice));
    }

    [Test]
    public void Disqualifying_for_another_reason_needs_a_note()
    {
        var lead = ALead();

        Refused(lead.Disqualify(DisqualifyReason.Other, "  ", Now, Alice)).Fields!.Keys.ShouldBe(["note"]);
        Ok(lead.Disqualify(DisqualifyReason.Other, " moved abroad ", Now, Alice));
        lead.DisqualifyNote.ShouldBe("moved abroad");
    }

    [TestCase(DisqualifyReason.Imported)]
    [TestCase((DisqualifyReason)99)]
    public void A_person_cannot_choose_a_reason_that_is_no_choice(DisqualifyReason reason) =>
        Refused(ALead().Disqualify(reason, null, Now, Alice)).Fields!.Keys.ShouldBe(["reason"]);

    [Test]
    public void A_note_that_is_too_long_is_refused() =>
        Refused(ALead().Disqualify(DisqualifyReason.Spam, new string('x', Lead.NoteMaxLength + 1), Now, Alice)).Fields!.Keys.ShouldBe(["note"]);

    [Test]
    public void Reopening_keeps_in_the_history_why_the_lead_was_given_up()
    {
        var lead = ALeadIn(LeadStatus.Disqualified);

        Ok(lead.Reopen(Now, Bob));

        (lead.DisqualifyReason, lead.DisqualifyNote, lead.RecycledCount).ShouldBe((null, null, 1));
        var change = lead.StatusHistory.Last();
        (change.Reason, change.Note).ShouldBe((DisqualifyReason.NoBudget, "next year"));
    }

    [TestCase(LeadStatus.New)]
    [TestCase(LeadStatus.Contacted)]
    [TestCase(LeadStatus.Qualified)]
    public void Undoing_a_conversion_returns_to_the_status_before(LeadStatus before)
    {
        var lead = ALeadIn(before);
        var conversion = AConversion();
        Ok(lead.Convert(conversion));
        lead.Conversion.ShouldBe(conversion with { PreviousStatus = before });

        Ok(lead.UndoConversion(Now.AddDays(1), Bob));

        lead.Status.ShouldBe(before);
        lead.Conversion.ShouldBeNull();
        lead.TakeEvents().OfType<LeadConversionUndone>().ShouldHaveSingleItem().Conversion.AccountId.ShouldBe(conversion.AccountId);
    }

    [Test]
    public void A_conversion_can_be_undone_on_the_thirtieth_day_and_not_a_second_later()
    {
        var lead = ALeadIn(LeadStatus.Converted);

        var late = Refused(lead.UndoConversion(Now.AddDays(30).AddSeconds(1), Alice));
        late.Code.ShouldBe("undo_blocked");
        late.Details!["blockers"].ShouldBe(new[] { UndoBlocker.Expired });
        Ok(lead.UndoConversion(Now.AddDays(30), Alice));
    }

    [Test]
    public void A_second_conversion_is_told_of_the_first()
    {
        var lead = ALead();
        var first = AConversion();
        Ok(lead.Convert(first));

        var refusal = Refused(lead.Convert(AConversion()));

        refusal.Code.ShouldBe("lead_already_converted");
        refusal.Details!["conversion"].ShouldBeOfType<LeadConversion>().AccountId.ShouldBe(first.AccountId);
        lead.Conversion!.AccountId.ShouldBe(first.AccountId);
    }

    [Test]
    public void A_lead_is_not_converted_into_nothing()
    {
        var lead = ALead();

        Refused(lead.Convert(new LeadConversion(null, null, Guid.CreateVersion7(), Now, Alice))).Kind.ShouldBe(ErrorKind.Invalid);
        lead.Status.ShouldBe(LeadStatus.New);
    }

    [Test]
    public void A_converted_lead_is_read_only()
    {
        var lead = ALeadIn(LeadStatus.Converted);

        Refused(lead.Change(Details with { LastName = "Lim" }, Now, Alice)).Code.ShouldBe("lead_converted");
        Refused(lead.ChangeTags(["vip"], [], Now, Alice)).Code.ShouldBe("lead_converted");
        Refused(lead.Assign(Bob, null, true, Now, Alice)).Code.ShouldBe("lead_converted");
        Refused(lead.SetImportedStatus(LeadStatus.New, Now, Alice)).Code.ShouldBe("lead_converted");
        lead.TakeEvents().ShouldBeEmpty();
    }

    [TestCase(LeadStatus.New)]
    [TestCase(LeadStatus.Contacted)]
    [TestCase(LeadStatus.Qualified)]
    [TestCase(LeadStatus.Disqualified)]
    public void A_file_sets_a_status_without_guards(LeadStatus status)
    {
        var lead = ALead(new LeadDetails { Company = "Straits Logistics" });

        Ok(lead.SetImportedStatus(status, Now, Alice));

        lead.Status.ShouldBe(status);
        lead.DisqualifyReason.ShouldBe(status is LeadStatus.Disqualified ? DisqualifyReason.Imported : null);
        lead.StatusHistory.Count.ShouldBe(status is LeadStatus.New ? 0 : 1);
    }

    [Test]
    public void A_file_cannot_bring_a_converted_lead() =>
        Refused(ALead().SetImportedStatus(LeadStatus.Converted, Now, Alice)).Fields!.Keys.ShouldBe(["status"]);

    [Test]
    public void A_file_may_say_when_the_lead_was_created_but_not_in_the_future()
    {
        var lead = ALead();

        Refused(lead.SetImportedCreation(Now.AddSeconds(1), Now)).Fields!.Keys.ShouldBe(["createdAt"]);
        Ok(lead.SetImportedCreation(new DateTimeOffset(2026, 1, 2, 8, 0, 0, TimeSpan.FromHours(8)), Now));
        lead.CreatedAt.ShouldBe(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        lead.CreatedAt.Offset.ShouldBe(TimeSpan.Zero);
    }
}
