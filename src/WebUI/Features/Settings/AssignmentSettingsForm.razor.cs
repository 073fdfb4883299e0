using NexusCrm.Application.Members.Queries;
using NexusCrm.Application.Organizations;
using NexusCrm.Application.Organizations.Commands;
using NexusCrm.Application.Organizations.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>Changes the default assignment of new leads.</summary>
public sealed partial class AssignmentSettingsForm : UseCaseComponent
{
    private static readonly (AssignmentMode Mode, string Title, string Note)[] Modes =
    [
        (AssignmentMode.Owner, "One member, or nobody", "All new leads go to the same person."),
        (AssignmentMode.RoundRobin, "Members in turn", "Each gets the next lead."),
        (AssignmentMode.LeastOpen, "Whoever has the fewest open leads", "Those who close leads sooner get more."),
    ];

    private readonly Form _form = new();
    private IReadOnlyList<Choice<Guid>> _members = [];
    private Result<OrganizationProfile>? _profile;
    private FormState? _state;
    private FormSummary? _summary;

    private IReadOnlyList<Choice<Guid?>> OwnerChoices => [.. _members.Select(m => new Choice<Guid?>(m.Value, m.Label, m.Note))];

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _state?.Dispose();
        base.Dispose(disposing);
    }

    private async Task LoadAsync()
    {
        var members = await UseCases.Send(new MemberListQuery(MembershipStatus.Active), Closed);
        if (members.Succeeded) _members = [.. members.Value.Select(m => new Choice<Guid>(m.Id, m.Name, m.Email))];
        Show(await UseCases.Send(new OrganizationQuery(), Closed));
    }

    private async Task SaveAsync()
    {
        var saved = await _state!.SendAsync(() => UseCases.Send(new UpdateOrganizationCommand(_profile!.Value.Version, _form.ToChanges()), Closed), _summary);
        if (saved is not { Succeeded: true }) return;
        Show(saved);
        Toasts.Success("Assignment saved.");
    }

    private void Show(Result<OrganizationProfile> profile)
    {
        _profile = profile;
        if (profile.Succeeded) _form.Assignment = Assignment.Of(profile.Value.Assignment);
        _state?.Dispose();
        _state = new(_form);
    }

    /// <summary>Named as the use case names its fields.</summary>
    private sealed class Form
    {
        public Assignment Assignment { get; set; } = new();

        public OrganizationChanges ToChanges() => new(default, default, default, default, default, default, default, default, default, default, Assignment.ToChanges());
    }

    private sealed class Assignment
    {
        public AssignmentMode Mode { get; set; }

        public Guid? OwnerId { get; set; }

        public IReadOnlyList<Guid> MemberIds { get; set; } = [];

        public static Assignment Of(AssignmentSettings settings) => new() { Mode = settings.Mode, OwnerId = settings.OwnerId, MemberIds = settings.MemberIds };

        public AssignmentChanges ToChanges() => new(Mode, OwnerId, new Application.Common.Messaging.Optional<IReadOnlyList<Guid>?>(MemberIds));
    }
}
