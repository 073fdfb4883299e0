using NexusCrm.Application.Records.Lists;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>What a bulk action works on.</summary>
/// <param name="Ids">The selected records; empty when everything that matches is selected.</param>
/// <param name="AllMatching">Everything that the request means, shown or not.</param>
/// <param name="Request">Filter and search words of the list.</param>
/// <param name="Count">How many records; null while nobody counted what matches.</param>
/// <param name="DoneAsync">To be called after the action: releases the selection and reads the rows again.</param>
public sealed record ListSelection(IReadOnlyList<Guid> Ids, bool AllMatching, ListRequest Request, long? Count, Func<Task> DoneAsync);
