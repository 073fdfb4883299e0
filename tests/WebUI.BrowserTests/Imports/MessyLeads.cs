using System.Globalization;
using System.Text;

namespace NexusCrm.WebUI.BrowserTests.Imports;

/// <summary>A file as marketing teams send them: a mark at its start, quotes, spellings of everything, and rows that cannot be taken.</summary>
internal static class MessyLeads
{
    public const int Created = 57;
    public const int Skipped = 1;
    public const int Failed = 3;

    /// <summary>A header, good rows, one row with an address that came before, and three that are refused.</summary>
    /// <param name="run">Makes its addresses its own.</param>
    public static byte[] File(string run)
    {
        var text = new StringBuilder("First Name,Last Name,E-mail,Mobile,Company,Employees,Annual Revenue (SGD),Country,Lead Source,Created,Tags,Notes\r\n");
        for (var i = 0; i < Created; i++)
            text.Append(CultureInfo.InvariantCulture, $"Mei {i},Tan,mei{i}@{run}.example,9{1234500 + i},\"Straits {i}, Pte. Ltd.\",{i + 5},\"S$1,{i:000}.50\",SINGAPORE,Website,{1 + (i % 28):00}/05/2026,vip;expo,\"said \"\"call me\"\"\nnext week\"\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Again,Tan,MEI0@{run}.example,,Straits,,,,,,,\r\n");
        text.Append("Bad,Address,no-address,,Straits,,,,,,,\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Bad,Number,number@{run}.example,,Straits,many,,,,,,\r\n");
        text.Append(CultureInfo.InvariantCulture, $",,nobody@{run}.example,,,,,,,,,\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}
