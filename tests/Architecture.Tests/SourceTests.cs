using System.Text.RegularExpressions;
using NexusCrm.TestKit;

namespace NexusCrm.Architecture.Tests;

/// <summary>Rules about the source text that no analyser holds.</summary>
[TestFixture]
internal sealed partial class SourceTests
{
    private static readonly (string Folder, int Lines)[] SizeTargets =
    [
        (Path.Combine("src", "Domain"), 300), (Path.Combine("src", "Application"), 300), (Path.Combine("src", "Infrastructure"), 350),
        (Path.Combine("src", "WebUI", "Api"), 350), (Path.Combine("src", "WebUI"), 350),
    ];

    /// <summary>Files over their target, each with the reason why it stays whole. An entry that is no longer needed fails.</summary>
    private static readonly Dictionary<string, string> LargeOnPurpose = new(StringComparer.Ordinal)
    {
    };

    [Test]
    public void Files_stay_within_their_size_target()
    {
        var large = Sources().Where(f => File.ReadLines(f).Count() > Target(f)).Select(Relative).ToList();

        large.Where(f => !LargeOnPurpose.ContainsKey(f)).ShouldBeEmpty();
        LargeOnPurpose.Keys.Where(f => !large.Contains(f)).ShouldBeEmpty("these entries are no longer needed");
    }

    [Test]
    public void Nobody_lifts_the_tenant_filter_outside_the_infrastructure() =>
        Sources().Where(f => !Relative(f).StartsWith("src/Infrastructure/", StringComparison.Ordinal) && TenantFilterLifted().IsMatch(File.ReadAllText(f))).Select(Relative).ShouldBeEmpty();

    [Test]
    public void Logs_never_destructure_objects() =>
        Sources().Where(f => File.ReadAllText(f).Contains("{@", StringComparison.Ordinal) && LogTemplate().IsMatch(File.ReadAllText(f))).Select(Relative).ShouldBeEmpty();

    [Test]
    public void Nothing_is_left_to_do() => Sources().Where(f => LeftToDo().IsMatch(File.ReadAllText(f))).Select(Relative).ShouldBeEmpty();

    [Test]
    public void Engine_specific_sql_stands_in_one_folder() =>
        Sources().Where(f => Relative(f).StartsWith("src/Application/", StringComparison.Ordinal) && RawSql().IsMatch(File.ReadAllText(f))).Select(Relative).ShouldBeEmpty();

    private static int Target(string file) => SizeTargets.First(t => Relative(file).StartsWith(t.Folder.Replace('\\', '/'), StringComparison.Ordinal)).Lines;

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}Migrations{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !f.Contains("node_modules", StringComparison.Ordinal));

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    [GeneratedRegex(@"IgnoreQueryFilters\([^)]*""tenant""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TenantFilterLifted();

    [GeneratedRegex(@"(Log\w*\(|LoggerMessage\()[^;]*\{@", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LogTemplate();

    [GeneratedRegex(@"//\s*(TODO|FIXME|HACK)\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LeftToDo();

    [GeneratedRegex(@"\.(FromSql|ExecuteSql|SqlQuery)(Raw|Interpolated|Async|RawAsync)?[<(]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RawSql();
}
