using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NexusCrm.Application.FunctionalTests.Records;
using NexusCrm.Application.Records;
using NexusCrm.Application.Views.Commands;
using NexusCrm.Application.Views.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Views;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Views;

/// <summary>What all tests of views start from: an owner, a manager who may share, a seller who may not.</summary>
internal abstract class ViewTests
{
    protected const string HotLeads = """{"and":[{"field":"rating","op":"eq","value":"hot"},{"field":"ownerId","op":"eq","value":"@me"}]}""";

    protected TestNexus Nexus { get; private set; } = null!;

    protected TestOrganization Organization { get; private set; } = null!;

    protected TestMember Owner => Organization.Owner;

    protected TestMember Seller { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Nexus = await TestNexus.StartAsync(services => services.RemoveAll<IRecordType>().AddSingleton<IRecordType>(new SampleFields()));
        Organization = await Nexus.AnOrganizationAsync();
        Seller = await Organization.AddMemberAsync(Role.Sales);
    }

    [OneTimeTearDown]
    public async Task Stop() => await Nexus.DisposeAsync();

    protected static ViewDetails Details(string name = "Hot leads") => new() { Name = name, Filter = HotLeads, Sort = "-score,company", Columns = ["company", "score"] };

    protected static async Task<Guid> AViewOfAsync(TestMember member, ViewDetails? details = null) => (await member.Send(new CreateViewCommand("leads", details ?? Details()))).Value;

    protected static async Task<IReadOnlyList<ViewItem>> ViewsOfAsync(TestMember member) => (await member.Send(new ListViewsQuery("leads"))).Value;
}

internal sealed class CreateViewCommandTests : ViewTests
{
    [Test]
    public async Task A_view_keeps_what_was_saved()
    {
        var details = Details() with { Type = ViewType.Board, Density = ViewDensity.Compact, Pinned = true };
        var id = await AViewOfAsync(Seller, details);

        var view = (await Seller.Send(new GetViewQuery(id))).Value;

        (view.RecordType, view.OwnerId, view.IsDefault, view.Version).ShouldBe(("leads", Seller.UserId, false, 1));
        view.InvalidClauses.ShouldBeEmpty();
        view.Details.Columns.ShouldBe(["company", "score"]);
        (view.Details with { Columns = [] }).ShouldBe(details with { Columns = [] });
    }

    [Test]
    public async Task Sharing_needs_the_permission()
    {
        var shared = Details() with { Scope = ViewScope.Organization };

        (await Seller.Send(new CreateViewCommand("leads", shared))).Error!.Details!["permission"].ShouldBe("views.share");
        (await Owner.Send(new CreateViewCommand("leads", shared))).Succeeded.ShouldBeTrue();
        (await Owner.Send(new CreateViewCommand("leads", shared with { Scope = ViewScope.System }))).Error!.Fields!.Keys.ShouldBe(["scope"]);
    }

    [Test]
    public async Task What_the_catalogue_does_not_know_is_refused()
    {
        (await SavedAsync(Details() with { Filter = """{"field":"gone","op":"eq","value":1}""" })).Code.ShouldBe("unknown_field");
        (await SavedAsync(Details() with { Filter = "status=new" })).Fields!.Keys.ShouldBe(["filter"]);
        (await SavedAsync(Details() with { Sort = "tags" })).Fields!.Keys.ShouldBe(["sort"]);
        (await SavedAsync(Details() with { Columns = ["company", "gone"] })).Fields!.Keys.ShouldBe(["columns"]);
        (await SavedAsync(Details() with { Name = " " })).Fields!.Keys.ShouldBe(["name"]);
        (await Seller.Send(new CreateViewCommand("nothing", Details()))).Error!.Fields!.Keys.ShouldBe(["recordType"]);
    }

    private async Task<Error> SavedAsync(ViewDetails details) => (await Seller.Send(new CreateViewCommand("leads", details))).Error!;
}

internal sealed class UpdateViewCommandTests : ViewTests
{
    [Test]
    public async Task An_owner_changes_a_private_view_and_others_do_not_find_it()
    {
        var id = await AViewOfAsync(Seller);

        (await Seller.Send(new UpdateViewCommand(id, Details("Warm leads"), 1))).Succeeded.ShouldBeTrue();

        var view = (await Seller.Send(new GetViewQuery(id))).Value;
        (view.Details.Name, view.Version).ShouldBe(("Warm leads", 2));
        (await Owner.Send(new UpdateViewCommand(id, Details(), null))).Error!.Code.ShouldBe("not_found");
    }

    [Test]
    public async Task A_stale_version_is_refused()
    {
        var id = await AViewOfAsync(Seller);
        await Seller.Send(new UpdateViewCommand(id, Details("Second"), 1));

        (await Seller.Send(new UpdateViewCommand(id, Details("Third"), 1))).Error!.Code.ShouldBe("version_conflict");
    }

    [Test]
    public async Task A_shared_view_is_changed_only_by_those_who_may_share()
    {
        var id = await AViewOfAsync(Owner, Details() with { Scope = ViewScope.Organization });
        var manager = await Organization.AddMemberAsync(Role.Manager);

        (await Seller.Send(new GetViewQuery(id))).Succeeded.ShouldBeTrue();
        (await Seller.Send(new UpdateViewCommand(id, Details(), null))).Error!.Code.ShouldBe("forbidden");
        (await manager.Send(new UpdateViewCommand(id, Details("Ours") with { Scope = ViewScope.Organization }, null))).Succeeded.ShouldBeTrue();
        (await manager.Send(new UpdateViewCommand(id, Details("Mine"), null))).Error!.Fields!.Keys.ShouldBe(["scope"]);
    }

    [Test]
    public async Task A_view_of_the_product_stays_as_it_is()
    {
        var id = await AViewOfAsync(Owner);
        await Owner.WithDbAsync(db => db.Set<SavedView>().Where(v => v.Id == id).ExecuteUpdateAsync(s => s.SetProperty(v => v.Scope, ViewScope.System)));

        (await Owner.Send(new UpdateViewCommand(id, Details(), null))).Error!.Code.ShouldBe("system_view");
        (await Owner.Send(new DeleteViewCommand(id, null))).Error!.Code.ShouldBe("system_view");
    }

    [Test]
    public async Task A_view_with_a_vanished_field_says_so_and_can_still_be_renamed()
    {
        var id = await AViewOfAsync(Seller);
        const string vanished = """{"or":[{"field":"gone","op":"eq","value":"1"},{"field":"score","op":"gt","value":"5"}]}""";
        await Seller.WithDbAsync(db => db.Set<SavedView>().Where(v => v.Id == id).ExecuteUpdateAsync(s => s.SetProperty(v => v.Filter, vanished).SetProperty(v => v.Sort, "-gone,score")));

        var view = (await ViewsOfAsync(Seller)).Single(v => v.Id == id);
        view.InvalidClauses.Select(c => (c.Position, c.Field, c.Code)).ShouldBe([("or[0]", "gone", "unknown_field"), ("sort", "gone", "unknown_field")]);

        (await Seller.Send(new UpdateViewCommand(id, view.Details with { Name = "Renamed" }, null))).Succeeded.ShouldBeTrue();
        (await Seller.Send(new UpdateViewCommand(id, view.Details with { Sort = "gone" }, null))).Error!.Fields!.Keys.ShouldBe(["sort"]);
    }
}

internal sealed class DeleteViewCommandTests : ViewTests
{
    [Test]
    public async Task A_deleted_view_is_gone_and_nobodys_default()
    {
        var id = await AViewOfAsync(Seller);
        await Seller.Send(new MakeDefaultViewCommand(id));

        (await Owner.Send(new DeleteViewCommand(id, null))).Error!.Code.ShouldBe("not_found");
        (await Seller.Send(new DeleteViewCommand(id, 9))).Error!.Code.ShouldBe("version_conflict");
        (await Seller.Send(new DeleteViewCommand(id, 1))).Succeeded.ShouldBeTrue();

        (await Seller.Send(new GetViewQuery(id))).Error!.Code.ShouldBe("not_found");
        (await Seller.WithDbAsync(db => db.Set<DefaultView>().CountAsync(d => d.ViewId == id))).ShouldBe(0);
    }
}

internal sealed class MakeDefaultViewCommandTests : ViewTests
{
    [Test]
    public async Task Each_user_has_one_default()
    {
        var first = await AViewOfAsync(Owner, Details("First") with { Scope = ViewScope.Organization });
        var second = await AViewOfAsync(Owner, Details("Second") with { Scope = ViewScope.Organization });

        await Owner.Send(new MakeDefaultViewCommand(first));
        await Seller.Send(new MakeDefaultViewCommand(first));
        await Owner.Send(new MakeDefaultViewCommand(second));

        (await ViewsOfAsync(Owner)).Where(v => v.IsDefault).Select(v => v.Id).ShouldBe([second]);
        (await ViewsOfAsync(Seller)).Where(v => v.IsDefault).Select(v => v.Id).ShouldBe([first]);
    }

    [Test]
    public async Task Two_clicks_at_once_leave_one_default()
    {
        var id = await AViewOfAsync(Seller);

        var both = await Task.WhenAll(Seller.Send(new MakeDefaultViewCommand(id)), Seller.Send(new MakeDefaultViewCommand(id)));

        both.ShouldAllBe(r => r.Succeeded);
        (await ViewsOfAsync(Seller)).Count(v => v.IsDefault).ShouldBe(1);
    }

    [Test]
    public async Task Another_users_private_view_is_not_found()
    {
        var id = await AViewOfAsync(Owner);

        (await Seller.Send(new MakeDefaultViewCommand(id))).Error!.Code.ShouldBe("not_found");
    }
}

internal sealed class ListViewsQueryTests : ViewTests
{
    [Test]
    public async Task Everybody_sees_their_own_and_the_shared_ones_pinned_first()
    {
        var organization = await Nexus.AnOrganizationAsync("Third");
        var seller = await organization.AddMemberAsync(Role.Sales);
        var mine = await AViewOfAsync(seller, Details("B mine"));
        var pinned = await AViewOfAsync(seller, Details("Z pinned") with { Pinned = true });
        var shared = await AViewOfAsync(organization.Owner, Details("A shared") with { Scope = ViewScope.Organization });
        await AViewOfAsync(organization.Owner, Details("Not for others"));

        (await ViewsOfAsync(seller)).Select(v => v.Id).ShouldBe([pinned, shared, mine]);
    }

    [Test]
    public async Task Views_of_records_that_one_may_not_see_are_not_seen_either()
    {
        var shared = await AViewOfAsync(Owner, Details() with { Scope = ViewScope.Organization });
        var auditor = await Organization.AddMemberAsync(Role.Auditor);

        (await auditor.Send(new ListViewsQuery("leads"))).Error!.Code.ShouldBe("forbidden");
        (await auditor.Send(new GetViewQuery(shared))).Error!.Code.ShouldBe("not_found");
    }

    [Test]
    public async Task Another_organizations_views_are_not_there()
    {
        var shared = await AViewOfAsync(Owner, Details() with { Scope = ViewScope.Organization });
        var other = await Nexus.AnOrganizationAsync("Other");

        (await ViewsOfAsync(other.Owner)).ShouldBeEmpty();
        (await other.Owner.Send(new GetViewQuery(shared))).Error!.Code.ShouldBe("not_found");
        (await Owner.Send(new ListViewsQuery("nothing"))).Error!.Fields!.Keys.ShouldBe(["recordType"]);
    }
}
