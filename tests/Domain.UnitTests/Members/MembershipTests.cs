using NexusCrm.Domain.Members;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Members;

internal sealed class MembershipTests
{
    private static Membership AMember(Role role) => Ok(Membership.Join(Organization, Alice, "Alice Tan", "alice@straits.example", role, Now, null));

    [Test]
    public void The_last_owner_stays_owner_and_active()
    {
        var owner = AMember(Role.Owner);

        Refused(owner.ChangeRole(Role.Admin, 0, Now, Bob)).Code.ShouldBe("last_owner");
        Refused(owner.Suspend(0, Now, Bob)).Code.ShouldBe("last_owner");
        owner.IsActiveOwner.ShouldBeTrue();
    }

    [Test]
    public void One_of_two_owners_may_go()
    {
        var owner = AMember(Role.Owner);

        Ok(owner.ChangeRole(Role.Sales, 1, Now, Bob));
        Ok(owner.Suspend(0, Now, Bob));
        Ok(owner.Activate(Now, Bob));

        owner.TakeEvents().OfType<MembershipChanged>().Select(e => (e.Role, e.Status)).ShouldBe(
            [(Role.Sales, MembershipStatus.Active), (Role.Sales, MembershipStatus.Suspended), (Role.Sales, MembershipStatus.Active)]);
    }

    [Test]
    public void An_invited_member_is_not_active_yet()
    {
        var invited = Ok(Membership.Invite(Organization, Bob, "Bob", "bob@straits.example", Role.Owner, Now, Alice));

        (invited.Status, invited.IsActiveOwner).ShouldBe((MembershipStatus.Invited, false));
        Ok(invited.Activate(Now, Bob));
        invited.IsActiveOwner.ShouldBeTrue();
    }

    [Test]
    public void A_member_has_a_name_and_an_address() =>
        Refused(Membership.Join(Organization, Alice, " ", "nobody", Role.Sales, Now, null)).Fields!.Keys.ShouldBe(["displayName", "email"], ignoreOrder: true);
}
