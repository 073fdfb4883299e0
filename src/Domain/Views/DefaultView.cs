using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Views;

/// <summary>The view with which a user's list of one record type opens: one per user and record type.</summary>
public sealed class DefaultView : IOrganizationOwned
{
    private DefaultView()
    {
    }

    /// <summary>Makes a view a user's default.</summary>
    public DefaultView(SavedView view, Guid userId, DateTimeOffset at) =>
        (OrganizationId, Id, UserId, RecordType, ViewId) = (view.OrganizationId, Guid.CreateVersion7(at), userId, view.RecordType, view.Id);

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The user.</summary>
    public Guid UserId { get; private set; }

    /// <summary>Key of the record type.</summary>
    public string RecordType { get; private set; } = "";

    /// <summary>The view.</summary>
    public Guid ViewId { get; private set; }

    /// <summary>Opens with another view of the same record type from now on.</summary>
    public void Become(SavedView view) => ViewId = view.RecordType == RecordType ? view.Id : throw new ArgumentException("A view of another record type.", nameof(view));
}
