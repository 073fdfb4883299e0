using System.Diagnostics;
using NexusCrm.TestKit;

namespace NexusCrm.WebUI.ApiTests.Description;

/// <summary>The OpenAPI document against Spectral's rules for OpenAPI and OWASP's for APIs: no error.</summary>
public sealed class SpectralTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "WebUI.ApiTests", "Spectral");

    [Test]
    public async Task The_document_has_no_error()
    {
        await using var host = await ApiHost.StartAsync();
        // The rules name places in it by its path beside them.
        var document = Path.Combine(Folder, "openapi.json");
        await File.WriteAllTextAsync(document, await host.Client().GetStringAsync("/openapi/v1.json"));
        if (!Directory.Exists(Path.Combine(Folder, "node_modules"))) (await RunAsync("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")).Code.ShouldBe(0);

        var (code, output) = await RunAsync("node", Path.Combine("node_modules", "@stoplight", "spectral-cli", "dist", "index.js"), "lint", document, "--ruleset", "rules.yaml", "--display-only-failures", "--fail-severity", "error", "--format", "text");

        code.ShouldBe(0, output);
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output + await errors);
    }
}
