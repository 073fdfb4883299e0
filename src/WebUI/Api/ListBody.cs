namespace NexusCrm.WebUI.Api;

/// <summary>A list that is never paged: <c>{"data":[...]}</c>.</summary>
/// <typeparam name="T">The item.</typeparam>
/// <param name="Data">The items.</param>
internal sealed record ListBody<T>(IReadOnlyList<T> Data);
