namespace NexusCrm.Domain.Common;

/// <summary>How alike two short texts are.</summary>
public static class TextSimilarity
{
    private const double PrefixWeight = 0.1;
    private const int PrefixMax = 4;

    /// <summary>Jaro-Winkler similarity from 0 (nothing in common) to 1 (equal); case matters.</summary>
    public static double JaroWinkler(string one, string other)
    {
        var jaro = Jaro(one, other);
        var prefix = one.Zip(other).Take(PrefixMax).TakeWhile(pair => pair.First == pair.Second).Count();
        return jaro + (prefix * PrefixWeight * (1 - jaro));
    }

    private static double Jaro(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0) return one.Length == other.Length ? 1 : 0;
        var (left, right) = Matching(one, other);
        if (left.Count == 0) return 0;

        double matches = left.Count;
        var transpositions = left.Zip(right).Count(pair => pair.First != pair.Second) / 2;
        return ((matches / one.Length) + (matches / other.Length) + ((matches - transpositions) / matches)) / 3;
    }

    /// <summary>The characters of each text that the other has nearby, in order.</summary>
    private static (List<char> Left, List<char> Right) Matching(string one, string other)
    {
        var reach = Math.Max(0, (Math.Max(one.Length, other.Length) / 2) - 1);
        var taken = new bool[other.Length];
        var left = new List<char>();
        for (var i = 0; i < one.Length; i++)
        {
            var from = Math.Max(0, i - reach);
            var to = Math.Min(other.Length - 1, i + reach);
            var at = Enumerable.Range(from, Math.Max(0, to - from + 1)).FirstOrDefault(j => !taken[j] && other[j] == one[i], -1);
            if (at < 0) continue;
            taken[at] = true;
            left.Add(one[i]);
        }

        return (left, [.. other.Where((_, j) => taken[j])]);
    }
}
