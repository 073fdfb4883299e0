using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Files;

/// <summary>The refusals of uploaded files.</summary>
public static class FileErrors
{
    /// <summary>More bytes than allowed.</summary>
    public static Error TooLarge(long maxBytes) => new("file_too_large", $"A file has at most {maxBytes / (1024 * 1024)} MB.", ErrorKind.TooLarge);
}
