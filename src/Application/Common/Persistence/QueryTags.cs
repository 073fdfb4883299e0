namespace NexusCrm.Application.Common.Persistence;

/// <summary>Tags that tell the database port how to send a query.</summary>
public static class QueryTags
{
    /// <summary>
    /// Plan the query for its values and the tables as they are now. For questions with thousands of keys to tables that grow meanwhile: a plan that was kept from when the table was empty reads all of it.
    /// </summary>
    public const string PlanAnew = "plan anew";
}
