using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Leads.Conversion;

/// <summary>What follows a conversion: the way to what came of it, and the way back. Lives as long as the circuit, because the offer to undo outlives the page.</summary>
internal sealed class ConversionOutcome(IUseCases useCases, IToasts toasts, NavigationManager navigation)
{
    /// <summary>Goes to what the lead became and offers to undo it.</summary>
    public void Announce(ConvertedLead converted)
    {
        toasts.Success("Lead converted.", undo: () => UndoAsync(converted.LeadId));
        navigation.NavigateTo(AddressOf(converted));
    }

    /// <summary>Takes a conversion back and goes to the lead; says what stands in the way otherwise.</summary>
    public async Task<bool> UndoAsync(Guid leadId)
    {
        var undone = await useCases.Send(new UndoConversionCommand(leadId));
        if (!undone.Succeeded)
        {
            toasts.Error(string.Join(' ', [undone.Error.Message, .. BlockerWords.Among(undone.Error).Select(BlockerWords.Of)]));
            return false;
        }

        toasts.Success("The conversion was undone.");
        navigation.NavigateTo($"/leads/{leadId}");
        return true;
    }

    private static string AddressOf(ConvertedLead converted) => converted switch
    {
        { DealId: { } deal } => $"/deals/{deal}",
        { AccountId: { } account } => $"/accounts/{account}",
        _ => $"/contacts/{converted.ContactId}",
    };
}
