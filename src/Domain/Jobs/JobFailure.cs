using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Jobs;

/// <summary>Why a job refused one row; never changed afterwards. It names the row and holds no values: those stand in the file or the record.</summary>
public sealed class JobFailure : IOrganizationOwned
{
    /// <summary>Longest column name; a longer one is cut.</summary>
    public const int ColumnMaxLength = 200;

    /// <summary>Longest code.</summary>
    public const int CodeMaxLength = 60;

    /// <summary>Longest message; a longer one is cut.</summary>
    public const int MessageMaxLength = 1_000;

    private JobFailure()
    {
    }

    /// <summary>A failure.</summary>
    public JobFailure(Guid organizationId, Guid jobId, long row, string? column, string code, string message)
    {
        (OrganizationId, JobId, Row) = (organizationId, jobId, row);
        (Column, Code, Message) = (column is null ? null : Cut(column, ColumnMaxLength), Cut(code, CodeMaxLength), Cut(message, MessageMaxLength));
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>The job.</summary>
    public Guid JobId { get; private set; }

    /// <summary>Number of the row, from 1: the record after the header, or the place in the selection.</summary>
    public long Row { get; private set; }

    /// <summary>The first column that is wrong, where there is one.</summary>
    public string? Column { get; private set; }

    /// <summary>Stable code of the first thing wrong.</summary>
    public string Code { get; private set; } = "";

    /// <summary>All that is wrong, for a person.</summary>
    public string Message { get; private set; } = "";

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
