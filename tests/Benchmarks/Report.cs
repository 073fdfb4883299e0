using System.Globalization;

namespace NexusCrm.Benchmarks;

/// <summary>Prints figures as they come, and all of them once more at the end.</summary>
internal sealed class Report
{
    private readonly List<string> _lines = [];

    /// <summary>A measured figure beside its aim.</summary>
    public void Add(string name, string figure, string aim) => Write(string.Create(CultureInfo.InvariantCulture, $"{name,-22} {figure}   aim {aim}"));

    /// <summary>Something that was seen on the way.</summary>
    public void Note(string text) => Write("  " + text);

    /// <summary>Everything again.</summary>
    public void PrintAll()
    {
        Console.WriteLine("\n== Results");
        foreach (var line in _lines) Console.WriteLine(line);
    }

    private void Write(string line)
    {
        _lines.Add(line);
        Console.WriteLine(line);
    }
}
