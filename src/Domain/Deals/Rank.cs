namespace NexusCrm.Domain.Deals;

/// <summary>Places in an order that can always be divided (rule D11): texts over 0-9a-z, compared byte by byte, never ending in 0.</summary>
public static class Rank
{
    /// <summary>Longest rank, in characters; a longer one calls for a rebalance.</summary>
    public const int MaxLength = 100;

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Ranks for a whole column, in order and with room between them: what a rebalance hands out.</summary>
    public static IReadOnlyList<string> Spread(int count)
    {
        var (width, places) = (1, (long)Digits.Length);
        while (places <= count)
        {
            places *= Digits.Length;
            width++;
        }

        var step = places / (count + 1);
        return [.. Enumerable.Range(1, count).Select(i => Written(i * step, width).TrimEnd(Digits[0]))];
    }

    /// <summary>A rank between two others; null is the beginning or the end.</summary>
    /// <exception cref="ArgumentException">The first does not stand before the second.</exception>
    public static string Between(string? before, string? after)
    {
        if (before is not null && after is not null && string.CompareOrdinal(before, after) >= 0) throw new ArgumentException("The ranks are not in order.", nameof(before));

        var rank = "";
        for (var i = 0; ; i++)
        {
            var low = before is not null && i < before.Length ? Digits.IndexOf(before[i], StringComparison.Ordinal) : 0;
            var high = after is not null && i < after.Length ? Digits.IndexOf(after[i], StringComparison.Ordinal) : Digits.Length;
            if (high - low > 1) return rank + Digits[(low + high) / 2];

            rank += Digits[low];
            if (high > low) after = null;
        }
    }

    private static string Written(long number, int width)
    {
        var text = new char[width];
        for (var i = width - 1; i >= 0; i--)
        {
            text[i] = Digits[(int)(number % Digits.Length)];
            number /= Digits.Length;
        }

        return new string(text);
    }
}
