using System.Text;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>Turns wire words into what people read.</summary>
public static class Words
{
    /// <summary><c>completed_with_errors</c>, <c>demoRequest</c> and <c>DemoRequest</c> become "Completed with errors", "Demo request".</summary>
    public static string Sentence(string word)
    {
        var text = new StringBuilder(word.Length + 4);
        foreach (var (index, letter) in word.Index())
        {
            if (letter is '_' or '-')
            {
                text.Append(' ');
                continue;
            }

            if (index > 0 && char.IsUpper(letter) && char.IsLower(word[index - 1])) text.Append(' ');
            text.Append(text.Length == 0 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
