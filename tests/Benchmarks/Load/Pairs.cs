using System.Globalization;

namespace NexusCrm.Benchmarks.Load;

/// <summary>Runs two sides by turns (A B A B ...) on the same machine in the same minute and compares each pair, so that what disturbs both cancels out.</summary>
internal static class Pairs
{
    public const int Default = 5;

    /// <summary>Measures and answers the median of the pairwise ratios product / reference with its range.</summary>
    public static async Task<Ratio> CompareAsync(Func<Task<double>> product, Func<Task<double>> reference, int pairs = Default)
    {
        await product();
        await reference();
        var measured = new List<(double Product, double Reference)>();
        for (var i = 0; i < pairs; i++) measured.Add((await product(), await reference()));

        var ratios = measured.Select(m => m.Product / m.Reference).Order().ToList();
        return new Ratio(Middle(ratios), ratios[0], ratios[^1], Middle([.. measured.Select(m => m.Product).Order()]), Middle([.. measured.Select(m => m.Reference).Order()]));
    }

    private static double Middle(List<double> sorted) => sorted[sorted.Count / 2];
}

/// <summary>A ratio and what it was made of.</summary>
internal sealed record Ratio(double Median, double Lowest, double Highest, double Product, double Reference)
{
    public string Describe(string unit) => string.Create(CultureInfo.InvariantCulture, $"{Median:F2}  ({Lowest:F2}-{Highest:F2})  product {Product:N0} {unit}, reference {Reference:N0} {unit}");
}
