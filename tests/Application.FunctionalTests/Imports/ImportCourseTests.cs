using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Imports;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Imports;
using NexusCrm.Domain.Jobs;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.FunctionalTests.Imports;

/// <summary>Duplicates, undo, cancelling, killing and resuming, and files that mean harm.</summary>
[TestFixture]
internal sealed class ImportCourseTests
{
    private const string Header = "Last Name,E-mail,Company,Status\n";

    private readonly FailingLoad.Plan _failures = new();
    private ImportBench _bench = null!;

    [SetUp]
    public async Task Start()
    {
        _failures.At = 0;
        _bench = await ImportBench.StartAsync(services => services.AddSingleton(_failures).Decorate(), batchSize: 100);
    }

    [TearDown]
    public async Task Stop() => await _bench.DisposeAsync();

    [Test]
    public async Task Later_copies_update_the_record_and_blank_cells_keep_what_it_has()
    {
        await _bench.ImportAsync(Header + "Tan,tan@example.sg,Old,contacted\n");

        var state = await _bench.ImportAsync(Header + "Tan,TAN@example.sg,New,\nLim,lim@example.sg,First,\nLee,lim@example.sg,,qualified\n", Update);

        ImportBench.Counts(state).ShouldBe(new ImportCounts(1, 2, 0, 0));
        var leads = await _bench.LeadsAsync();
        leads.Select(l => (l.LastName, l.Email, l.Company, l.Status)).ShouldBe(
            [("Lee", "lim@example.sg", "First", LeadStatus.Qualified), ("Tan", "TAN@example.sg", "New", LeadStatus.Contacted)]);
        leads[1].Version.ShouldBe(2);
    }

    [Test]
    public async Task With_create_every_copy_becomes_a_record_of_its_own()
    {
        var state = await _bench.ImportAsync(Header + "Tan,tan@example.sg,A,\nTan,tan@example.sg,B,\n", new ImportOptions { Duplicates = DuplicatePolicy.Create });

        ImportBench.Counts(state).ShouldBe(new ImportCounts(2, 0, 0, 0));
    }

    [Test]
    public async Task Records_are_found_by_phone_and_by_id_as_well()
    {
        await _bench.ImportAsync("Last Name,Phone\nTan,9123 4567\n");
        var id = (await _bench.LeadsAsync())[0].Id;

        var byPhone = await _bench.ImportAsync("Last Name,Phone\nOng,+65 91234567\n", new ImportOptions { MatchOn = ["phone"] });
        var byId = await _bench.ImportAsync($"Id,Company\n{id},Straits\n", new ImportOptions { MatchOn = ["id"], Duplicates = DuplicatePolicy.Update });

        ImportBench.Counts(byPhone).ShouldBe(new ImportCounts(0, 0, 1, 0));
        ImportBench.Counts(byId).ShouldBe(new ImportCounts(0, 1, 0, 0));
        (await _bench.LeadsAsync()).Single().Company.ShouldBe("Straits");
    }

    [Test]
    public async Task A_row_that_fails_is_not_the_first_copy_of_its_address_and_changes_nothing()
    {
        await _bench.ImportAsync(Header + "Lee,lee@example.sg,Old,\n");

        var state = await _bench.ImportAsync(Header + $"{new string('x', 101)},tan@example.sg,A,\nTan,tan@example.sg,B,\nLee,lee@example.sg,New,converted\n", Update);

        ImportBench.Counts(state).ShouldBe(new ImportCounts(1, 0, 0, 2));
        (await _bench.LeadsAsync()).Select(l => l.Company).ShouldBe(["Old", "B"], ignoreOrder: true);
    }

    [Test]
    public async Task Defaults_owners_and_formats_are_taken()
    {
        var sales = await _bench.Organization.AddMemberAsync(Role.Sales, "Sam Seller");
        var options = new ImportOptions
        {
            Defaults = new Dictionary<string, string> { ["source"] = "referral", ["ownerId"] = "sam seller" },
            Formats = new ImportFormats { DateOrder = DateOrder.Mdy, DecimalMark = ",", Currency = "EUR", Country = "DE" },
        };

        var state = await _bench.ImportAsync("Nachname;Telefon;Budget;Created;Source\nMüller;030 1234567;1.234,50;3/4/2026;\nKlein;;;;event\n", options);

        state.Failed.ShouldBe(0, await _bench.FailuresAsync(state.Id));
        var (second, first) = ((await _bench.LeadsAsync())[0], (await _bench.LeadsAsync())[1]);
        (first.Phone, first.Budget!.ToString(), first.Source, first.OwnerId).ShouldBe(("+49301234567", "EUR 1234.50", LeadSource.Referral, sales.UserId));
        first.CreatedAt.ShouldBe(new DateTimeOffset(2026, 3, 3, 16, 0, 0, TimeSpan.Zero));
        second.Source.ShouldBe(LeadSource.Event);
    }

    [Test]
    public async Task An_undo_trashes_new_records_restores_changed_ones_and_leaves_those_alone_that_moved_on()
    {
        await _bench.ImportAsync(Header + "Tan,tan@example.sg,Old,disqualified\nLim,lim@example.sg,Old,\n");
        var import = await _bench.ImportAsync(Header + "Tan,tan@example.sg,New,qualified\nLim,lim@example.sg,New,\nOng,ong@example.sg,Ong,\nNg,ng@example.sg,Ng,\n", Update);
        _bench.Nexus.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var edited in (await _bench.LeadsAsync()).Where(l => l.LastName is "Lim" or "Ng")) (await _bench.Owner.Send(new TagLeadCommand(edited.Id, ["hot"], []))).Succeeded.ShouldBeTrue();

        var undo = await _bench.UndoAsync(import.Id);

        (undo.Status, undo.Succeeded, undo.Failed).ShouldBe((JobStatus.CompletedWithErrors, 2, 2));
        (await _bench.LeadsAsync()).Select(l => (l.LastName, l.Company, l.Status)).ShouldBe(
            [("Lim", "New", LeadStatus.New), ("Ng", "Ng", LeadStatus.New), ("Tan", "Old", LeadStatus.Disqualified)]);
        (await _bench.FailuresAsync(undo.Id)).ShouldContain("changed_since");
    }

    [Test]
    public async Task An_undo_takes_back_a_record_that_the_import_came_back_to_in_later_batches()
    {
        await _bench.ImportAsync(Header + "Old,old@example.sg,Old,\n");
        var rows = Enumerable.Range(0, 250).Select(i => $"N{i},{(i % 100 == 0 ? "new@example.sg" : i % 100 == 1 ? "old@example.sg" : "")},C{i},\n");
        var import = await _bench.ImportAsync(Header + string.Concat(rows), Update);
        ImportBench.Counts(import).ShouldBe(new ImportCounts(245, 5, 0, 0));

        var undo = await _bench.UndoAsync(import.Id);

        undo.Failed.ShouldBe(0, await _bench.FailuresAsync(undo.Id));
        (await _bench.LeadsAsync()).Select(l => (l.LastName, l.Company)).ShouldBe([("Old", "Old")]);
    }

    /// <summary>F17: whatever transaction is broken, and however often, the outcome is that of a run that was never disturbed.</summary>
    [Test]
    public async Task An_import_that_is_killed_again_and_again_ends_as_one_that_was_not()
    {
        var file = ImportBench.File("leads-messy-2k.csv");
        var undisturbed = await _bench.ImportAsync(file);
        var expected = await FingerprintAsync(undisturbed.Id);
        await _bench.UndoAsync(undisturbed.Id);
        _bench.Nexus.Clock.Advance(TimeSpan.FromMinutes(1));
        var job = (await _bench.QueueAsync(file)).Value.Id;
        var (random, progress, runs) = (new Random(17), 0L, 0);

        JobState state;
        do
        {
            _failures.At = random.Next(1, 12);
            state = await _bench.RunAsync(job);
            state.Processed.ShouldBeGreaterThanOrEqualTo(progress, "progress never goes backwards");
            progress = state.Processed;
            runs++;
        }
        while (state.FinishedAt is null && runs < 100);

        TestContext.Out.WriteLine($"{runs} runs");
        runs.ShouldBeGreaterThan(5);
        ImportBench.Counts(state).ShouldBe(new ImportCounts(1841, 0, 42, 117));
        (await FingerprintAsync(job)).ShouldBe(expected);
    }

    [Test]
    public async Task Two_imports_of_one_file_at_once_add_every_address_once()
    {
        var file = ImportBench.File("leads-messy-2k.csv");
        Guid[] jobs = [(await _bench.QueueAsync(file)).Value.Id, (await _bench.QueueAsync(file)).Value.Id];

        var states = await Task.WhenAll(jobs.Select(_bench.RunAsync));

        states.ShouldAllBe(s => s.Status == JobStatus.CompletedWithErrors);
        var leads = await _bench.LeadsAsync();
        leads.Where(l => l.NormalizedEmail is not null).GroupBy(l => l.NormalizedEmail).ShouldAllBe(g => g.Count() == 1);
        states.Sum(s => s.Succeeded).ShouldBe(leads.Count);
    }

    [Test]
    public async Task A_cancelled_import_keeps_what_is_in_and_can_be_undone()
    {
        var job = (await _bench.QueueAsync(ImportBench.File("leads-clean-2k.csv"))).Value.Id;
        _failures.At = 9;
        await _bench.RunAsync(job);
        (await _bench.Owner.Send(new CancelJobCommand(job))).Succeeded.ShouldBeTrue();

        var state = await _bench.RunAsync(job);

        state.Status.ShouldBe(JobStatus.Cancelled);
        (await _bench.LeadsAsync()).Count.ShouldBe((int)state.Succeeded);
        await _bench.UndoAsync(job);
        (await _bench.LeadsAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task A_file_that_breaks_off_in_the_middle_imports_nothing_and_names_the_line()
    {
        var state = await _bench.ImportAsync(Header + string.Concat(Enumerable.Range(0, 500).Select(i => $"N{i},,C{i},\n")) + "\"open,x,y,\nz,z,z,\n");

        (state.Status, state.Error).ShouldBe((JobStatus.Failed, "The quote that opens on line 502 is never closed."));
        (await _bench.LeadsAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task Bad_rows_fail_alone_with_their_line_or_column()
    {
        var state = await _bench.ImportAsync(
            Header + $"A\0B,,C,\nTan,tan@example.sg,C,,extra,cells\n{new string('y', 1_000_000)},,C,\nLim\n\uD800,,C,\nOng,ong@example.sg,,,,\n");

        ImportBench.Counts(state).ShouldBe(new ImportCounts(3, 0, 0, 3), await _bench.FailuresAsync(state.Id));
        var failures = await _bench.Owner.WithDbAsync(db => db.Set<JobFailure>().Where(f => f.JobId == state.Id).OrderBy(f => f.Row).Select(f => new { f.Row, f.Code, f.Message }).ToListAsync());
        failures.Select(f => (f.Row, f.Code)).ShouldBe([(1, "text_invalid"), (2, "too_many_cells"), (3, "cell_too_long")]);
        failures[1].Message.ShouldContain("Line 3");
        failures[2].Message.ShouldContain("Line 4");
    }

    [Test]
    public async Task Files_are_seen_by_who_uploaded_them_and_imported_by_who_may()
    {
        var upload = await _bench.UploadAsync(Encoding.UTF8.GetBytes(Header + "Tan,,,\n"));
        var manager = await _bench.Organization.AddMemberAsync(Role.Manager);
        var sales = await _bench.Organization.AddMemberAsync(Role.Sales);

        (await manager.Send(new StartImportCommand("leads", upload, new ImportOptions(), false))).Error.ShouldBe(ImportErrors.UploadNotFound);
        (await manager.Send(new PreviewImportQuery("leads", upload))).Error.ShouldBe(ImportErrors.UploadNotFound);
        (await sales.Send(new StartImportCommand("leads", upload, new ImportOptions(), false))).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await sales.Send(new UploadImportFileCommand("leads", "x.csv", new MemoryStream([1])))).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await _bench.Owner.Send(new StartImportCommand("nothing", upload, new ImportOptions(), false))).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Test]
    public async Task Uploads_are_deleted_after_their_time()
    {
        var job = await _bench.ImportAsync(Header + "Tan,not an address,,\n");
        _bench.Nexus.Clock.Advance(Upload.KeptFor + TimeSpan.FromMinutes(1));

        (await _bench.Nexus.SendAsync(_bench.Organization.Job, new PurgeUploadsCommand())).Succeeded.ShouldBeTrue();

        (await _bench.Owner.WithDbAsync(db => db.Set<Upload>().CountAsync())).ShouldBe(0);
        (await _bench.FailuresAsync(job.Id)).ShouldStartWith("row,column,code,message\r\n1,E-mail,email_invalid,");
    }

    private static ImportOptions Update => new() { Duplicates = DuplicatePolicy.Update };

    /// <summary>Everything that an import leaves, but for ids and times.</summary>
    private async Task<string> FingerprintAsync(Guid job)
    {
        var leads = (await _bench.LeadsAsync()).Select(l => $"{l.FullName}|{l.Email}|{l.Phone}|{l.Company}|{l.Status}|{l.Score}|{l.CreatedAt:O}|{l.Description}").Order(StringComparer.Ordinal);
        var failures = await _bench.Owner.WithDbAsync(db => db.Set<JobFailure>().Where(f => f.JobId == job).OrderBy(f => f.Row).Select(f => $"{f.Row}|{f.Column}|{f.Code}|{f.Message}").ToListAsync());
        return string.Join('\n', leads.Concat(failures));
    }
}

/// <summary>Breaks the connection of the n-th bulk insert, in the middle of a batch's transaction.</summary>
internal sealed class FailingLoad(IBulkLoad inner, FailingLoad.Plan plan) : IBulkLoad
{
    public async Task InsertAsync<T>(IReadOnlyCollection<T> records, CancellationToken ct) where T : class, IOrganizationOwned
    {
        await inner.InsertAsync(records, ct);
        if (plan.At > 0 && --plan.At == 0) throw new IOException("killed");
    }

    internal sealed class Plan
    {
        /// <summary>After how many inserts; 0 for never.</summary>
        public int At { get; set; }
    }
}

/// <summary>Puts <see cref="FailingLoad"/> before the real thing.</summary>
internal static class FailingLoadServices
{
    public static void Decorate(this IServiceCollection services)
    {
        var real = services.Last(s => s.ServiceType == typeof(IBulkLoad)).ImplementationType!;
        services.AddScoped<IBulkLoad>(sp => new FailingLoad((IBulkLoad)ActivatorUtilities.CreateInstance(sp, real), sp.GetRequiredService<FailingLoad.Plan>()));
    }
}
