using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Records;

/// <summary>Filter, order and pages of a list on the real database, compared with the same in memory.</summary>
[TestFixture]
internal sealed class RecordListTests
{
    private const int Count = 90;

    private static readonly string[] Sorts =
    [
        .. new SampleFields().Fields.Where(f => f.IsSortable).SelectMany(f => new[] { f.Key, "-" + f.Key }),
        "rating,company", "-rating,-budget", "-score,fullName", "company,-lastTouchAt", "-budget,rating,-status", "doNotCall,-rating,createdAt",
    ];

    private TestNexus _nexus = null!;
    private TestOrganization _organization = null!;
    private IReadOnlyList<Lead> _leads = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        _nexus = await TestNexus.StartAsync();
        _organization = await _nexus.AnOrganizationAsync();
        _leads = await SampleLeads.AddAsync(_organization, Count, seed: 7);
        await SampleLeads.AddAsync(await _nexus.AnOrganizationAsync("Other"), 5, seed: 8);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _nexus.DisposeAsync();

    [Test]
    public async Task Any_filter_finds_the_same_records_in_SQL_as_in_memory([Range(1, 8)] int seed)
    {
        var filters = new RandomFilters(new Random(seed));
        await _nexus.WithAsync<IViewers, int>(_organization.Owner, async (viewers, db) =>
        {
            var viewer = await viewers.CurrentAsync(CancellationToken.None) with { UserId = SampleLeads.Owners[0] };
            var plain = new PlainFilter(viewer);
            for (var i = 0; i < 40; i++)
            {
                var filter = filters.Next(depth: 3);
                var condition = new SampleFields().Compile(filter, viewer);

                condition.Succeeded.ShouldBeTrue(condition.Error?.ToString());
                var found = await db.Set<Lead>().Where(condition.Value).Select(l => l.Id).ToListAsync();
                found.Order().ShouldBe(_leads.Where(l => plain.Holds(filter, l)).Select(l => l.Id).Order(), FilterJson.Print(filter));
            }

            return 0;
        });
    }

    [TestCaseSource(nameof(Sorts))]
    public async Task Walking_forward_sees_each_record_once_and_walking_back_the_same_in_reverse(string sort)
    {
        var forward = new List<Guid>();
        var request = Lists.Request($"limit=7&sort={sort}");
        var page = (await _nexus.PageAsync(_organization.Owner, request)).Value;
        page.Previous.ShouldBeNull();
        while (true)
        {
            forward.AddRange(page.Rows);
            if (page.Next is null) break;
            page = (await _nexus.PageAsync(_organization.Owner, request with { After = page.Next })).Value;
        }

        forward.Order().ShouldBe(_leads.Select(l => l.Id).Order());

        var backward = page.Rows.ToList();
        while (page.Previous is not null)
        {
            page = (await _nexus.PageAsync(_organization.Owner, request with { Before = page.Previous })).Value;
            page.Next.ShouldNotBeNull();
            backward.InsertRange(0, page.Rows);
        }

        backward.ShouldBe(forward);
    }

    [TestCase("company"), TestCase("-company"), TestCase("budget"), TestCase("-lastTouchAt"), TestCase("-rating")]
    public async Task Records_without_a_value_come_last_in_either_direction(string sort)
    {
        var value = PlainFilter.Values[sort.TrimStart('-')];

        var rows = (await _nexus.PageAsync(_organization.Owner, Lists.Request($"limit=200&sort={sort}"))).Value.Rows;

        var blanks = rows.Select(id => value(_leads.Single(l => l.Id == id)) is null).ToList();
        blanks.ShouldBe(blanks.Order());
        blanks.ShouldContain(true);
    }

    [Test]
    public async Task A_record_added_while_walking_does_not_shift_the_others()
    {
        var organization = await _nexus.AnOrganizationAsync("Growing");
        var before = await SampleLeads.AddAsync(organization, 20, seed: 1);
        var request = Lists.Request("limit=5");
        var seen = new List<Guid>();
        string? next = null;
        do
        {
            var page = (await _nexus.PageAsync(organization.Owner, request with { After = next })).Value;
            seen.AddRange(page.Rows);
            next = page.Next;
            await SampleLeads.AddAsync(organization, 1, seed: seen.Count);
        }
        while (next is not null && seen.Count < 100);

        seen.ShouldBeUnique();
        before.Select(l => l.Id).Except(seen).ShouldBeEmpty();
    }

    [Test]
    public async Task A_total_is_counted_only_on_request()
    {
        (await _nexus.PageAsync(_organization.Owner, Lists.Request("limit=2"))).Value.Total.ShouldBeNull();

        var page = (await _nexus.PageAsync(_organization.Owner, Lists.Request("limit=2&total=true&status=new"))).Value;
        page.Total.ShouldBe(_leads.Count(l => l.Status is LeadStatus.New));
        page.TotalIsEstimate.ShouldBeFalse();
    }

    [TestCase("acme trad", "company"), TestCase("9123 4567", "phone"), TestCase("MEI.TAN@", "email"), TestCase("100%", "company")]
    public async Task Quick_search_needs_every_word_somewhere(string words, string field)
    {
        var rows = (await _nexus.PageAsync(_organization.Owner, Lists.Request("limit=200") with { Query = words })).Value.Rows;

        rows.ShouldNotBeEmpty();
        foreach (var lead in rows.Select(id => _leads.Single(l => l.Id == id))) ((string)PlainFilter.Values[field](lead)!).ToLowerInvariant().ShouldContain(words.Split(' ')[0].ToLowerInvariant());
    }

    [Test]
    public async Task The_recycle_bin_shows_deleted_records_to_those_who_may_delete()
    {
        var organization = await _nexus.AnOrganizationAsync("Bin");
        var leads = await SampleLeads.AddAsync(organization, 4, seed: 2);
        await organization.Owner.WithDbAsync(async db =>
        {
            (await db.Set<Lead>().SingleAsync(l => l.Id == leads[0].Id)).Delete(_nexus.Clock.Now, null);
            return await db.SaveChangesAsync();
        });
        var bin = Lists.Request("deleted=only");

        (await _nexus.PageAsync(organization.Owner, bin)).Value.Rows.ShouldBe([leads[0].Id]);
        (await _nexus.PageAsync(organization.Owner, Lists.Request(""))).Value.Rows.ShouldNotContain(leads[0].Id);
        (await _nexus.PageAsync(await organization.AddMemberAsync(Role.Sales), bin)).Error!.Code.ShouldBe("forbidden");
    }

    [Test]
    public async Task A_cursor_is_good_only_for_its_organization_sort_filter_and_search()
    {
        var cursor = (await _nexus.PageAsync(_organization.Owner, Lists.Request("limit=3&sort=company"))).Value.Next;
        var other = await _nexus.AnOrganizationAsync("Third");

        (await _nexus.PageAsync(_organization.Owner, Lists.Request($"sort=company&limit=9&after={cursor}"))).Succeeded.ShouldBeTrue();
        (await _nexus.PageAsync(_organization.Owner, Lists.Request($"sort=company&before={cursor}"))).Value.Rows.Count.ShouldBe(2);
        foreach (var query in new[] { "sort=-company", "", "sort=company&status=new", "sort=company&q=acme", "sort=company&deleted=only" })
            (await _nexus.PageAsync(_organization.Owner, Lists.Request($"{query}&after={cursor}"))).Error!.Code.ShouldBe("invalid_cursor", query);
        (await _nexus.PageAsync(other.Owner, Lists.Request($"sort=company&after={cursor}"))).Error!.Code.ShouldBe("invalid_cursor");
    }

    [Test]
    public async Task A_changed_or_invented_cursor_is_refused()
    {
        var cursor = (await _nexus.PageAsync(_organization.Owner, Lists.Request("limit=3"))).Value.Next!;

        foreach (var changed in new[] { cursor[..^4], cursor + "AAAA", Flipped(cursor, 10), Flipped(cursor, cursor.Length / 2), Flipped(cursor, cursor.Length - 10), "", "x", "....", new string('A', 9_000), "宝石" })
            (await _nexus.PageAsync(_organization.Owner, Lists.Request("") with { After = changed })).Error!.Code.ShouldBe("invalid_cursor", changed);
    }

    [TestCase("nothing=1", "unknown_field"), TestCase("sort=nothing", "unknown_field"), TestCase("sort=tags", "validation_failed"), TestCase("score[contains]=1", "validation_failed"), TestCase("score=many", "validation_failed")]
    public async Task What_the_catalogue_does_not_know_is_refused(string query, string code) =>
        (await _nexus.PageAsync(_organization.Owner, Lists.Request(query))).Error!.Code.ShouldBe(code);

    [Test]
    public async Task Values_reach_the_database_as_parameters_only() => await _nexus.WithAsync<IViewers, int>(_organization.Owner, async (viewers, db) =>
    {
        var viewer = await viewers.CurrentAsync(CancellationToken.None);
        foreach (var query in new[] { "company=o'neil", "company[contains]=o'neil", "company[in]=o'neil,b", "tags=o'neil", "address.country=o'neil" })
        {
            var condition = new SampleFields().Compile(Lists.Request(query).Filter, viewer).Value;
            var sql = db.Set<Lead>().Where(condition).ToQueryString();
            sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..].ShouldNotContain("neil", Case.Insensitive);
        }

        return 0;
    });

    private static string Flipped(string text, int at) => string.Concat(text.AsSpan(0, at), text[at] == 'A' ? "B" : "A", text.AsSpan(at + 1));
}
