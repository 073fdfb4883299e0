using System.Text.Json;
using System.Text.Json.Nodes;
using NexusCrm.Application.Accounts;
using NexusCrm.Application.Accounts.Commands;
using NexusCrm.Application.Activities;
using NexusCrm.Application.Activities.Commands;
using NexusCrm.Application.Audit;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Contacts.Commands;
using NexusCrm.Application.Deals;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Api;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>Gives a field a value of its history back (rule U3): the ordinary change of the record, with its permission, its rules and its check of the version.</summary>
internal static class FieldRestore
{
    private static readonly JsonSerializerOptions Json = Options();

    /// <summary>True for fields that a change of the record may set; states and owners have actions of their own, parts have no single value.</summary>
    public static bool IsPossible(RecordField? field) => field is { IsReadOnly: false } && field.ChangedBy.Count == 0;

    /// <summary>Sends the change.</summary>
    /// <param name="useCases">Where to.</param>
    /// <param name="record">The record.</param>
    /// <param name="change">Its old value is the one to restore.</param>
    /// <param name="version">The version that the person sees; a later one refuses it.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The refusal, or null when it is done.</returns>
    public static async Task<Error?> SendAsync(IUseCases useCases, RecordReference record, FieldChange change, int? version, CancellationToken ct)
    {
        var patch = Patch(change.Field, change.Old);
        return record.Type switch
        {
            RecordType.Lead => (await useCases.Send(new UpdateLeadCommand(record.Id, Read<LeadPatch>(patch), version), ct)).Error,
            RecordType.Account => (await useCases.Send(new UpdateAccountCommand(record.Id, Read<AccountPatch>(patch), version), ct)).Error,
            RecordType.Contact => (await useCases.Send(new UpdateContactCommand(record.Id, Read<ContactPatch>(patch), version), ct)).Error,
            RecordType.Deal => (await useCases.Send(new UpdateDealCommand(record.Id, Read<DealPatch>(patch), version), ct)).Error,
            RecordType.Activity => (await useCases.Send(new UpdateActivityCommand(record.Id, Read<ActivityPatch>(patch), version), ct)).Error,
            _ => throw new InvalidOperationException($"{record.Type} has no changes."),
        };
    }

    /// <summary><c>address.line1</c> becomes <c>{"address":{"line1":...}}</c>.</summary>
    private static JsonNode Patch(string field, JsonElement? value)
    {
        JsonNode? node = value is { } known ? JsonNode.Parse(known.GetRawText()) : null;
        foreach (var name in field.Split('.').Reverse()) node = new JsonObject { [name] = node };
        return node!;
    }

    private static T Read<T>(JsonNode patch) => patch.Deserialize<T>(Json)!;

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ApiJson.Configure(options);
        return options;
    }
}
