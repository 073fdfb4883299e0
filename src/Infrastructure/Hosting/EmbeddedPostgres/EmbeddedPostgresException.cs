namespace NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

/// <summary>The embedded server could not be started. The message is written for the person at the terminal.</summary>
public class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>No usable PostgreSQL programs on this machine; the message says where they were looked for and how to get them.</summary>
public sealed class PostgresNotFoundException(string message) : EmbeddedPostgresException(message);
