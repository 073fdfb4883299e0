using System.Net.Http.Json;
using NexusCrm.WebUI.ApiTests.Identity;

namespace NexusCrm.WebUI.ApiTests.Members;

/// <summary>People who joined an organization as people do: invited, mailed, accepted.</summary>
internal static class Team
{
    private static int s_people;

    /// <summary>Invites a new person and lets them accept.</summary>
    public static async Task<ApiUser> JoinAsync(this ApiHost host, ApiUser inviter, string role)
    {
        var email = $"joiner{Interlocked.Increment(ref s_people)}@example.sg";
        await ApiHost.ReadAsync(await inviter.PostAsync("/api/v1/invitations", new { email, role }), 201);
        var (_, token) = await Mailbox.LinkAsync(host, email, "accept-invitation");
        var client = host.Client();
        var answer = await client.PostAsJsonAsync("/api/v1/auth/accept-invitation", new { token, password = ApiHost.Password, firstName = "Jo", lastName = "Ng" });
        return new ApiUser(client, email, await ApiHost.ReadAsync(answer, 200));
    }

    /// <summary>Defines an own role and answers its id.</summary>
    public static async Task<string> ARoleAsync(this ApiUser admin, string name, string recordScope, params string[] permissions) =>
        (string)(await ApiHost.ReadAsync(await admin.PostAsync("/api/v1/roles", new { name, permissions, recordScope }), 201))["id"]!;
}
