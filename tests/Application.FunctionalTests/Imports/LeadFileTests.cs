using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Imports;
using NexusCrm.Domain.Events;
using NexusCrm.Domain.Jobs;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.FunctionalTests.Imports;

/// <summary>Files as a marketing team exports them: every row ends where it should.</summary>
[TestFixture]
internal sealed class LeadFileTests
{
    private ImportBench _bench = null!;

    [SetUp]
    public async Task Start() => _bench = await ImportBench.StartAsync();

    [TearDown]
    public async Task Stop() => await _bench.DisposeAsync();

    [Test]
    public async Task Every_row_of_the_messy_file_ends_as_expected()
    {
        using var expected = JsonDocument.Parse(ImportBench.File("leads-messy-2k.expected.json"));
        int Expected(string name) => expected.RootElement.GetProperty(name).GetInt32();

        var state = await _bench.ImportAsync(ImportBench.File("leads-messy-2k.csv"));

        state.Status.ShouldBe(JobStatus.CompletedWithErrors, state.Error);
        ImportBench.Counts(state).ShouldBe(new ImportCounts(Expected("created"), 0, Expected("skipped"), Expected("failed")));
        (state.Total, state.Processed).ShouldBe((Expected("rows"), Expected("rows")));
        var leads = await _bench.LeadsAsync();
        leads.Count.ShouldBe(Expected("created"));
        leads.Count(l => l.Description?.Contains('\n') == true).ShouldBeGreaterThan(10, "multi-line notes are kept");
        leads.ShouldContain(l => l.Description == "=HYPERLINK(\"http://evil.example\",\"x\")", "formula cells are text and kept as they are");
        leads.Where(l => l.NormalizedEmail is not null).GroupBy(l => l.NormalizedEmail).ShouldAllBe(g => g.Count() == 1);
        var byCode = (await _bench.Owner.WithDbAsync(db => db.Set<JobFailure>().Where(f => f.JobId == state.Id).GroupBy(f => f.Code).Select(g => new { g.Key, Rows = g.Count() }).ToListAsync()))
            .ToDictionary(g => g.Key, g => g.Rows);
        TestContext.Out.WriteLine(string.Join(", ", byCode.Select(c => $"{c.Key} {c.Value}")));
        byCode["email_invalid"].ShouldBe(Expected("bad_email"));
        byCode["required"].ShouldBe(Expected("no_name_no_company"));
        byCode["date_invalid"].ShouldBe(Expected("bad_date"));
        byCode["choice_unknown"].ShouldBe(Expected("unknown_source"));
        byCode["too_long"].ShouldBe(Expected("too_long"));
        (byCode["number_invalid"] + byCode.GetValueOrDefault("money_invalid")).ShouldBe(Expected("bad_number"));
    }

    [Test]
    public async Task The_clean_file_comes_in_whole_scored_and_with_one_event_per_batch()
    {
        var state = await _bench.ImportAsync(ImportBench.File("leads-clean-2k.csv"));

        (state.Status, state.Succeeded).ShouldBe((JobStatus.Completed, 2000));
        var leads = await _bench.LeadsAsync();
        leads.Count.ShouldBe(2000);
        var first = leads.Single(l => l.NormalizedEmail == "vikram.rahman0@evergreenapparel.example");
        (first.FullName, first.Phone, first.AnnualRevenue!.ToString(), first.EmployeeCount, first.Address.Country, first.Address.City).ShouldBe(
            ("Vikram Rahman", "+6599217421", "SGD 85760000.00", 1623, "MY", "singapore"));
        (first.Source, first.Status, first.DisqualifyReason, first.Rating, first.Utm.Campaign).ShouldBe((LeadSource.Event, LeadStatus.Disqualified, DisqualifyReason.Imported, LeadRating.Warm, "spring-launch"));
        first.CreatedAt.ShouldBe(new DateTimeOffset(2026, 8, 14, 9, 42, 0, TimeSpan.Zero));
        first.Tags.ShouldBe(["vip", "expo 2026"]);
        leads.Where(l => l.Email is not null).ShouldAllBe(l => l.Score >= 10 && l.ScoreProfileVersion == 1);
        (await _bench.Owner.WithDbAsync(db => db.Set<BusinessEvent>().CountAsync(m => m.Type == "lead.imported"))).ShouldBe(4);
        (await _bench.Owner.WithDbAsync(db => db.Set<BusinessEvent>().CountAsync(m => m.Type.StartsWith("lead.") && m.Type != "lead.imported"))).ShouldBe(0);
        (await _bench.Owner.WithDbAsync(db => db.Set<LeadStatusChange>().CountAsync())).ShouldBe(leads.Count(l => l.Status is not LeadStatus.New));
    }

    [Test]
    public async Task The_windows_1252_file_keeps_its_umlauts()
    {
        var state = await _bench.ImportAsync(ImportBench.File("leads-semicolon-cp1252.csv"));

        (state.Status, state.Succeeded).ShouldBe((JobStatus.Completed, 300));
        var leads = await _bench.LeadsAsync();
        leads.ShouldContain(l => l.LastName == "Müller");
        leads.ShouldContain(l => l.FirstName == "José");
        leads.ShouldContain(l => l.FirstName == "Zoë");
        leads.ShouldAllBe(l => l.Company != null || l.LastName != null);
    }

    [Test]
    public async Task A_dry_run_of_the_messy_file_counts_the_same_and_writes_nothing()
    {
        var real = await _bench.ImportAsync(ImportBench.File("leads-messy-2k.csv"), dryRun: true);

        ImportBench.Counts(real).ShouldBe(new ImportCounts(1841, 0, 42, 117));
        (await _bench.LeadsAsync()).ShouldBeEmpty();
        (await _bench.Owner.WithDbAsync(db => db.Set<BusinessEvent>().CountAsync(m => m.Type.StartsWith("lead.")))).ShouldBe(0);
        (await _bench.FailuresAsync(real.Id)).Split("\r\n").Length.ShouldBeGreaterThan(117);
    }

    [Test]
    public async Task The_failure_file_has_the_rows_as_they_came_and_can_be_imported_again()
    {
        var first = await _bench.ImportAsync(ImportBench.File("leads-messy-2k.csv"));

        var failures = await _bench.FailuresAsync(first.Id);
        var again = await _bench.ImportAsync(failures);

        failures.Split('\n')[0].ShouldEndWith("Tags,Notes,row,column,code,message\r");
        ImportBench.Counts(again).ShouldBe(new ImportCounts(0, 0, 0, 117));
        (await _bench.FailuresAsync(again.Id)).Split('\n')[0].ShouldEndWith("Tags,Notes,row,column,code,message\r");
        var mended = failures.Replace("Carrier pigeon", "referral", StringComparison.Ordinal);
        ImportBench.Counts(await _bench.ImportAsync(mended)).Created.ShouldBe(13);
    }
}
