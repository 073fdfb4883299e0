using NexusCrm.Domain.Jobs;

namespace NexusCrm.Domain.UnitTests.Jobs;

[TestFixture]
internal sealed class BackgroundJobTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 15, 4, 0, 0, TimeSpan.Zero);
    private static readonly Guid Lease = Guid.CreateVersion7();

    [Test]
    public void A_running_job_is_held_until_its_node_has_been_silent_for_the_lease_time()
    {
        var job = Running();

        job.Start(Guid.CreateVersion7(), holderIsGone: false, Now + BackgroundJob.LeaseTime - TimeSpan.FromTicks(1)).Error.ShouldBe(JobErrors.Held);
        job.Start(Guid.CreateVersion7(), holderIsGone: false, Now + BackgroundJob.LeaseTime).Succeeded.ShouldBeTrue();
    }

    [Test]
    public void A_node_that_is_known_to_be_gone_holds_nothing() => Running().Start(Guid.CreateVersion7(), holderIsGone: true, Now).Succeeded.ShouldBeTrue();

    [Test]
    public void A_node_that_lost_its_lease_can_change_nothing_any_more()
    {
        var job = Running();
        job.Start(Guid.CreateVersion7(), holderIsGone: true, Now);

        job.Advance(Lease, new JobProgress(1, 0, 0), "{}", "{}", Now).Error.ShouldBe(JobErrors.LeaseLost);
        job.Beat(Lease, Now).Error.ShouldBe(JobErrors.LeaseLost);
        job.Expect(Lease, 5).Error.ShouldBe(JobErrors.LeaseLost);
        job.Release(Lease).Error.ShouldBe(JobErrors.LeaseLost);
        job.Fail(Lease, "no", Now).Error.ShouldBe(JobErrors.LeaseLost);
        job.Finish(Lease, Now).Error.ShouldBe(JobErrors.LeaseLost);
        job.Progress.ShouldBe(JobProgress.None);
    }

    [TestCase(0, JobStatus.Completed)]
    [TestCase(1, JobStatus.CompletedWithErrors)]
    public void Its_end_says_whether_rows_failed(int failed, JobStatus expected)
    {
        var job = Running();
        job.Advance(Lease, new JobProgress(2, 1, failed), "{}", """{"created":2}""", Now);

        job.Finish(Lease, Now).Succeeded.ShouldBeTrue();

        job.Status.ShouldBe(expected);
        job.Progress.ShouldBe(new JobProgress(2, 1, failed));
        job.LeaseId.ShouldBeNull();
    }

    [Test]
    public void A_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_step()
    {
        var waiting = Queued();
        var running = Running();

        waiting.Cancel(Now, null).Succeeded.ShouldBeTrue();
        running.Cancel(Now, null).Succeeded.ShouldBeTrue();
        running.Cancel(Now, null).Succeeded.ShouldBeTrue();

        waiting.Status.ShouldBe(JobStatus.Cancelled);
        running.Status.ShouldBe(JobStatus.Cancelling);
        running.Finish(Lease, Now);
        running.Status.ShouldBe(JobStatus.Cancelled);
        running.Cancel(Now, null).Error!.Code.ShouldBe("job_finished");
    }

    [Test]
    public void A_cancelled_job_whose_node_died_can_still_be_ended_by_another()
    {
        var job = Running();
        job.Cancel(Now, null);
        var other = Guid.CreateVersion7();

        job.Start(other, holderIsGone: true, Now).Succeeded.ShouldBeTrue();
        job.Finish(other, Now);

        job.Status.ShouldBe(JobStatus.Cancelled);
    }

    [Test]
    public void A_job_that_gets_nowhere_is_given_up_but_progress_starts_the_count_again()
    {
        var job = Queued();
        for (var i = 0; i < BackgroundJob.AttemptsMax; i++) job.Start(Lease, holderIsGone: true, Now).Succeeded.ShouldBeTrue();
        job.Advance(Lease, new JobProgress(1, 0, 0), "{}", "{}", Now);
        for (var i = 0; i < BackgroundJob.AttemptsMax; i++) job.Start(Lease, holderIsGone: true, Now).Succeeded.ShouldBeTrue();

        job.Start(Lease, holderIsGone: true, Now).Error!.Code.ShouldBe("job_finished");
        job.Status.ShouldBe(JobStatus.Failed);
    }

    [Test]
    public void A_released_job_waits_again()
    {
        var job = Running();

        job.Release(Lease).Succeeded.ShouldBeTrue();

        job.Status.ShouldBe(JobStatus.Queued);
        job.Start(Guid.CreateVersion7(), holderIsGone: false, Now).Succeeded.ShouldBeTrue();
    }

    [Test]
    public void A_job_is_undone_once_within_thirty_days_of_its_end()
    {
        var undo = Guid.CreateVersion7();
        var job = Running();
        job.BeUndoneBy(undo, Now, null).Error.ShouldBe(JobErrors.StillRunning);
        job.Finish(Lease, Now);

        job.BeUndoneBy(undo, Now + BackgroundJob.UndoWindow + TimeSpan.FromTicks(1), null).Error.ShouldBe(JobErrors.TooOldToUndo);
        job.BeUndoneBy(undo, Now + BackgroundJob.UndoWindow, null).Succeeded.ShouldBeTrue();
        job.BeUndoneBy(Guid.CreateVersion7(), Now, null).Error!.Details!["undoJobId"].ShouldBe(undo);
    }

    private static BackgroundJob Queued() => BackgroundJob.Queue(Guid.CreateVersion7(), "import", "leads", "{}", Now, null);

    private static BackgroundJob Running()
    {
        var job = Queued();
        job.Start(Lease, holderIsGone: false, Now).Succeeded.ShouldBeTrue();
        return job;
    }
}
