using System.Text.Json;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Queries;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.UnitTests.Records;

internal sealed class RecordTypeTests
{
    private static readonly Guid Me = Guid.CreateVersion7();
    private static readonly TimeZoneInfo Singapore = TimeZoneInfo.FindSystemTimeZoneById("Asia/Singapore");
    private static readonly Viewer Viewer = Viewer.At(new DateTimeOffset(2026, 7, 15, 17, 0, 0, TimeSpan.Zero), Singapore, Me);

    [Test]
    public void Fields_are_described_for_the_API()
    {
        JsonSerializer.Serialize(FieldDescription.Of(Sample.Instance.FieldOf("status")!), JsonSerializerOptions.Web).ShouldBe(
            """{"key":"status","label":"Status","type":"choice","operators":["eq","ne","in","nin"],"sortable":true,"filterable":true,"importable":false,"readOnly":false,"maxLength":null,"choices":["new","contacted","qualified","disqualified","converted"],"reference":null}""");
        JsonSerializer.Serialize(FieldDescription.Of(Sample.Instance.FieldOf("ownerId")!), JsonSerializerOptions.Web).ShouldBe(
            """{"key":"ownerId","label":"Owner","type":"reference","operators":["eq","ne","in","nin","empty"],"sortable":false,"filterable":true,"importable":false,"readOnly":false,"maxLength":null,"choices":[],"reference":"members"}""");
        FieldDescription.Of(Sample.Instance.FieldOf("description")!).Operators.ShouldBeEmpty();
        FieldDescription.Of(Sample.Instance.FieldOf("fullName")!).Operators.ShouldNotContain("empty");
    }

    [Test]
    public void Permissions_follow_the_key() => Sample.Instance.Permissions.ShouldBe(new RecordPermissions("leads.read", "leads.write", "leads.delete", "leads.import", "leads.export"));

    [TestCase("createdAt", "Created"), TestCase("ownerId", "Owner"), TestCase("jobTitle", "Job title"), TestCase("address.line1", "Address line 1"), TestCase("doNotCall", "Do not call"), TestCase("id", "Id")]
    public void Labels_are_made_from_keys(string key, string label) => FieldLabel.Of(key).ShouldBe(label);

    [TestCase("nothing", "eq", "1", "unknown_field", "nothing")]
    [TestCase("description", "contains", "x", "validation_failed", "description")]
    [TestCase("score", "contains", "5", "validation_failed", "score")]
    [TestCase("score", "empty", "true", "validation_failed", "score")]
    [TestCase("score", "eq", "5.5", "validation_failed", "score")]
    [TestCase("score", "eq", "99999999999999999999", "validation_failed", "score")]
    [TestCase("score", "eq", "1e3", "validation_failed", "score")]
    [TestCase("score", "eq", "١", "validation_failed", "score")]
    [TestCase("budget", "gt", "NaN", "validation_failed", "budget")]
    [TestCase("budget", "gt", "1,000", "validation_failed", "budget")]
    [TestCase("status", "eq", "0", "validation_failed", "status")]
    [TestCase("source", "eq", "demoRequest", "validation_failed", "source")]
    [TestCase("doNotCall", "eq", "yes", "validation_failed", "doNotCall")]
    [TestCase("ownerId", "eq", "@you", "validation_failed", "ownerId")]
    [TestCase("ownerId", "eq", "{0197b2a0-0000-7000-8000-000000000001}", "validation_failed", "ownerId")]
    [TestCase("createdAt", "lt", "2026-02-30", "validation_failed", "createdAt")]
    [TestCase("createdAt", "lt", "9999-12-31", "validation_failed", "createdAt")]
    [TestCase("createdAt", "lt", "@today-99999d", "validation_failed", "createdAt")]
    [TestCase("createdAt", "lt", "@today-9999y", "validation_failed", "createdAt")]
    [TestCase("createdAt", "lt", "@today-3x", "validation_failed", "createdAt")]
    [TestCase("createdAt", "lt", "@today--3d", "validation_failed", "createdAt")]
    [TestCase("createdAt", "lt", "tomorrow", "validation_failed", "createdAt")]
    [TestCase("email", "empty", "maybe", "validation_failed", "email")]
    [TestCase("phone", "eq", "abc", "validation_failed", "phone")]
    [TestCase("phone", "contains", "12", "validation_failed", "phone")]
    [TestCase("company", "eq", "", "validation_failed", "company")]
    [TestCase("company", "eq", "a\0b", "validation_failed", "company")]
    public void What_does_not_fit_is_refused_with_the_field(string field, string @operator, string value, string code, string named)
    {
        FilterOperators.TryParse(@operator, out var parsed).ShouldBeTrue();

        var error = Sample.Instance.Compile(new Clause(field, parsed, value), Viewer).Error!;

        error.Code.ShouldBe(code);
        error.Fields!.Keys.ShouldBe([named]);
    }

    [TestCase("0001-01-01"), TestCase("@today-2025y"), TestCase("9999-12-31"), TestCase("@today+7973y")]
    public void A_day_at_either_end_of_the_calendar_is_refused(string day) => Sample.Instance.Compile(new Clause("createdAt", FilterOperator.Gte, day), Viewer).Error!.Fields!.Keys.ShouldBe(["createdAt"]);

    [Test]
    public void Text_that_the_database_cannot_hold_is_refused()
    {
        foreach (var text in new[] { "a\0b", "\ud800", "\udc00", "a\ud800b" }) Sample.Instance.Compile(new Clause("company", FilterOperator.Contains, text), Viewer).Error!.Fields!.Keys.ShouldBe(["company"]);
        Sample.Instance.Compile(new Clause("company", FilterOperator.Contains, "\ud83d\ude00"), Viewer).Succeeded.ShouldBeTrue();
    }

    [Test]
    public void Values_too_long_or_too_many_are_refused()
    {
        Sample.Instance.Compile(new Clause("company", FilterOperator.Eq, new string('x', 501)), Viewer).Succeeded.ShouldBeFalse();
        Sample.Instance.Compile(new Clause("company", FilterOperator.In, [.. Enumerable.Repeat("x", 201)]), Viewer).Error!.Code.ShouldBe("filter_too_complex");
    }

    [Test]
    public void The_first_clause_that_does_not_fit_is_named_with_its_position()
    {
        var filter = new AllOf([new Clause("score", FilterOperator.Eq, "1"), new AnyOf([new Not(new Clause("gone", FilterOperator.Eq, "1"))])]);

        Sample.Instance.Compile(filter, Viewer).Error!.Details!["position"].ShouldBe("and[1].or[0].not");
    }

    [Test]
    public void Every_clause_that_does_not_fit_is_listed()
    {
        var filter = new AllOf([new Clause("gone", FilterOperator.Eq, "1"), new Clause("score", FilterOperator.Eq, "1"), new AnyOf([new Clause("score", FilterOperator.Contains, "1")])]);

        Sample.Instance.InvalidClausesOf(filter).Select(c => (c.Position, c.Field, c.Operator, c.Code)).ShouldBe([("and[0]", "gone", "eq", "unknown_field"), ("and[2].or[0]", "score", "contains", "validation_failed")]);
        Sample.Instance.InvalidClausesOf(Filter.Everything).ShouldBeEmpty();
    }

    [TestCase("@today", "2026-07-15T16:00:00Z", true), TestCase("@today", "2026-07-15T15:59:59Z", false), TestCase("@today", "2026-07-16T15:59:59Z", true), TestCase("@today", "2026-07-16T16:00:00Z", false)]
    [TestCase("@today-1w", "2026-07-08T16:00:00Z", true), TestCase("@today+1m", "2026-08-16T00:00:00Z", true), TestCase("@today-1y", "2025-07-16T00:00:00Z", true), TestCase("2026-07-16", "2026-07-16T00:00:00Z", true)]
    public void A_date_is_a_day_in_the_viewers_zone(string value, string createdAt, bool holds)
    {
        var lead = Lead.Create(Guid.CreateVersion7(), new LeadDetails { LastName = "Tan" }, DateTimeOffset.Parse(createdAt, System.Globalization.CultureInfo.InvariantCulture), null).Value;

        Sample.Instance.Compile(new Clause("createdAt", FilterOperator.Eq, value), Viewer).Value.Compile()(lead).ShouldBe(holds);
    }

    [Test]
    public void Me_is_the_viewer_and_nobody_without_one()
    {
        var lead = Lead.Create(Guid.CreateVersion7(), new LeadDetails { LastName = "Tan" }, DateTimeOffset.UnixEpoch, null).Value;
        lead.Assign(Me, null, manual: true, DateTimeOffset.UnixEpoch, null);
        var mine = new Clause("ownerId", FilterOperator.Eq, "@me");

        Sample.Instance.Compile(mine, Viewer).Value.Compile()(lead).ShouldBeTrue();
        Sample.Instance.Compile(mine, Viewer with { UserId = null }).Value.Compile()(lead).ShouldBeFalse();
        Sample.Instance.Compile(mine, Viewer with { UserId = Guid.CreateVersion7() }).Value.Compile()(lead).ShouldBeFalse();
    }

    [TestCase("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z"), TestCase("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z"), TestCase("Asia/Singapore", "2026-07-15", "2026-07-14T16:00:00Z")]
    public void A_day_begins_when_the_clock_says_so_even_where_midnight_is_skipped(string zone, string day, string begins) =>
        Viewer.At(default, TimeZoneInfo.FindSystemTimeZoneById(zone), null).StartOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(DateTimeOffset.Parse(begins, System.Globalization.CultureInfo.InvariantCulture));

    [TestCase("-score,company", "-score,company"), TestCase("company", "company")]
    public void A_sort_is_read_and_printed(string text, string printed) => Sort.Parse(text).Value.ToString().ShouldBe(printed);

    [TestCase(""), TestCase("-"), TestCase("a,,b"), TestCase("a,-a"), TestCase("a,b,c,d"), TestCase(",")]
    public void A_malformed_sort_is_refused(string text) => Sort.Parse(text).Error!.Fields!.Keys.ShouldBe(["sort"]);

    [TestCase("nothing", "unknown_field"), TestCase("tags", "validation_failed"), TestCase("email", "validation_failed"), TestCase("--score", "unknown_field"), TestCase("score;drop table", "unknown_field")]
    public void Lists_sort_only_by_sortable_fields(string sort, string code) => Sample.Instance.Plan(Sort.Parse(sort).Value).Error!.Code.ShouldBe(code);

    [Test]
    public void An_unknown_record_type_is_not_found_and_a_known_one_needs_its_permission()
    {
        new ListFieldsQuery("leads").Permission.ShouldBe("leads.read");
        new ListFieldsQuery("nothing").Permission.ShouldBeNull();
        new RecordTypes([Sample.Instance]).Find("leads").ShouldBe(Sample.Instance);
        new RecordTypes([Sample.Instance]).Find("nothing").ShouldBeNull();
    }

    [Test]
    public void Error_kinds_are_malformed_input() => Sample.Instance.Compile(new Clause("nothing", FilterOperator.Eq, "1"), Viewer).Error!.Kind.ShouldBe(ErrorKind.Invalid);
}
