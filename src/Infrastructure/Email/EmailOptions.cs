namespace NexusCrm.Infrastructure.Email;

/// <summary>How mail leaves. Section <c>Email</c>.</summary>
public sealed class EmailOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Email";

    /// <summary>Sender's address.</summary>
    public string From { get; set; } = "no-reply@nexuscrm.local";

    /// <summary>Sender's name.</summary>
    public string FromName { get; set; } = "NexusCrm";

    /// <summary>The server. Without a host, mails are written as files into <see cref="DropFolder"/>.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>Where mails go as .eml files when there is no server; <c>data/mail</c> unless told.</summary>
    public string? DropFolder { get; set; }
}

/// <summary>The SMTP server. Section <c>Email:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    /// <summary>Name or address of the server.</summary>
    public string? Host { get; set; }

    /// <summary>Its port; 587 unless told.</summary>
    public int Port { get; set; } = 587;

    /// <summary>STARTTLS; unless told, when there is a user whose password it protects.</summary>
    public bool? Tls { get; set; }

    /// <summary>User, if the server asks for one.</summary>
    public string? User { get; set; }

    /// <summary>Password of the user.</summary>
    public string? Password { get; set; }
}

/// <summary>Where people reach the application. Section <c>App</c>.</summary>
public sealed class AppOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "App";

    /// <summary>Address that links in mails begin with. Never taken from a request: its Host header is the sender's to choose.</summary>
    public Uri BaseUrl { get; set; } = new("http://localhost:5080");
}
