namespace NexusCrm.Infrastructure.Email;

/// <summary>Sends a mail now. Throws where it cannot; the queue tries again.</summary>
public interface IEmailSender
{
    /// <summary>Sends.</summary>
    Task SendAsync(Email email, CancellationToken ct);
}

/// <summary>A mail in plain text and simple HTML, which say the same.</summary>
/// <param name="To">Recipient's address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">HTML without images, scripts or styles from elsewhere.</param>
public sealed record Email(string To, string Subject, string Text, string Html);
