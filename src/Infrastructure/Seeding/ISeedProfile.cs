namespace NexusCrm.Infrastructure.Seeding;

/// <summary>A set of example data. Repeating it changes nothing.</summary>
public interface ISeedProfile
{
    /// <summary>What <c>seed NAME</c> calls it.</summary>
    string Name { get; }

    /// <summary>The sign-ins it makes, to print at start-up in Development; e-mail address and what the person is.</summary>
    IReadOnlyList<DemoSignIn> SignIns { get; }

    /// <summary>Makes what is missing.</summary>
    Task SeedAsync(CancellationToken ct);
}

/// <summary>A printed demo account.</summary>
public sealed record DemoSignIn(string Email, string Password, string Role, string Name);
