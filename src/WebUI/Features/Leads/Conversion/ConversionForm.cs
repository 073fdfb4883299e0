using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Features.Leads.Conversion;

/// <summary>What a person chooses on the way to a conversion; named as the use case names its fields.</summary>
public sealed class ConversionForm
{
    /// <summary>The account.</summary>
    public TargetForm Account { get; } = new();

    /// <summary>The contact.</summary>
    public TargetForm Contact { get; } = new();

    /// <summary>The deal.</summary>
    public DealForm Deal { get; } = new() { Mode = TargetMode.Skip };

    /// <summary>True once every target is decided.</summary>
    public bool IsDecided => Account.IsDecided && Contact.IsDecided && Deal.IsDecided;

    /// <summary>The choices as the use case takes them.</summary>
    public ConversionChoices ToChoices() => new() { Account = Account.ToTarget(), Contact = Contact.ToTarget(), Deal = Deal.ToDealTarget() };

    /// <summary>Takes over what matching proposes, where nothing was chosen.</summary>
    public void Propose(ConversionPreview preview)
    {
        Account.Propose(preview.Account);
        Contact.Propose(preview.Contact);
    }
}

/// <summary>One target of a conversion.</summary>
public class TargetForm
{
    /// <summary>What is done; null while the person has to choose.</summary>
    public TargetMode? Mode { get; set; }

    /// <summary>The existing record.</summary>
    public Guid? Id { get; set; }

    /// <summary>True when the existing record is searched for instead of taken from the candidates.</summary>
    public bool Searches { get; set; }

    /// <summary>The searched record, as the combobox binds it.</summary>
    public string? Found
    {
        get => Searches ? Id?.ToString() : null;
        set => Id = Guid.TryParse(value, out var id) ? id : null;
    }

    /// <summary>True once nothing is left to choose.</summary>
    public bool IsDecided => Mode is not null && (Mode is not TargetMode.Existing || Id is not null);

    /// <summary>The target as the use case takes it; null lets matching decide.</summary>
    public ConversionTarget? ToTarget() => IsDecided ? new ConversionTarget(Mode!.Value, Mode is TargetMode.Existing ? Id : null) : null;

    /// <summary>Takes a mode.</summary>
    public void Choose(TargetMode mode, Guid? id = null, bool searches = false) => (Mode, Id, Searches) = (mode, id, searches);

    /// <summary>Takes over what matching proposes, where nothing was chosen.</summary>
    public void Propose(ProposedRecord? proposed)
    {
        if (Mode is null && proposed is not null) Choose(proposed.Mode, proposed.Id);
    }
}

/// <summary>The deal of a conversion.</summary>
public sealed class DealForm : TargetForm
{
    /// <summary>Name of a new deal; empty takes the lead's company or name.</summary>
    public string? Name { get; set; }

    /// <summary>What a new deal is worth; none takes the lead's budget.</summary>
    public decimal? Amount { get; set; }

    /// <summary>Currency of the amount.</summary>
    public string Currency { get; set; } = "SGD";

    /// <summary>When a new deal should close.</summary>
    public DateOnly? CloseDate { get; set; }

    /// <summary>Pipeline of a new deal; none takes the default one.</summary>
    public Guid? PipelineId { get; set; }

    /// <summary>The target as the use case takes it.</summary>
    public DealTarget ToDealTarget() => new(Mode ?? TargetMode.Skip, Mode is TargetMode.Existing ? Id : null)
    {
        Name = string.IsNullOrWhiteSpace(Name) ? null : Name.Trim(),
        Amount = Amount is { } amount ? new Money(amount, Currency) : null,
        CloseDate = CloseDate,
        PipelineId = PipelineId,
    };
}
