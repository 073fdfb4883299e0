using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Components.Dev;

/// <summary>All fields in one form that refuses an empty company and an address without an at sign.</summary>
public sealed partial class KitFields : ComponentBase, IDisposable
{
    private static readonly Choice<string?>[] Sources = [new("website", "Website"), new("referral", "Referral"), new("event", "Event")];
    private static readonly Choice<string?>[] Countries =
        [new("SG", "Singapore"), new("MY", "Malaysia"), new("ID", "Indonesia"), new("TH", "Thailand"), new("VN", "Vietnam"), new("PH", "Philippines"), new("AU", "Australia"), new("AT", "Austria")];

    private static readonly string[] TagsInUse = ["vip", "partner", "expo-2026"];
    private static readonly Choice<string>[] Industries = [new("tech", "Technology"), new("finance", "Finance"), new("health", "Healthcare"), new("retail", "Retail"), new("transport", "Logistics")];
    private static readonly Choice<int?>[] Owners = [new(1, "Mei Lin Tan", "mei@example.com"), new(2, "Arjun Nair", "arjun@example.com"), new(3, "Sarah Lim", "sarah@example.com")];

    private readonly KitForm _form = new();
    private EditContext _context = default!;
    private FormMessages _messages = default!;
    private FormSummary _summary = default!;
    private FormDraft _draft = default!;
    private bool _busy;
    private string _saved = "";

    [Inject] private TimeProvider Clock { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose() => _messages.Dispose();

    protected override void OnInitialized()
    {
        _context = new(_form);
        _messages = new(_context);
    }

    private async Task SubmitAsync()
    {
        if (_busy) return;
        _busy = true;
        _messages.Clear();
        await Task.Delay(TimeSpan.FromMilliseconds(200), Clock);
        _busy = false;

        var refused = Refusals().ToList();
        if (refused.Count > 0)
        {
            _messages.Show(refused);
            _summary.Focus();
            return;
        }

        _saved = $"Saved {_form.Company}";
        await _draft.ForgetAsync();
    }

    private IEnumerable<KeyValuePair<string, string[]>> Refusals()
    {
        if (string.IsNullOrWhiteSpace(_form.Company)) yield return new("company", ["Enter the company."]);
        if (_form.Email is { Length: > 0 } email && !email.Contains('@', StringComparison.Ordinal)) yield return new("email", ["Enter an address like name@example.com."]);
        if (_form.Budget < 0) yield return new("", ["A budget is not negative."]);
    }

    private async Task<IReadOnlyList<Choice<int?>>> FindOwnersAsync(string text, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(120), Clock, cancellationToken);
        return [.. Owners.Where(owner => owner.Label.Contains(text, StringComparison.OrdinalIgnoreCase))];
    }

    private static Task<IReadOnlyList<string>> SuggestTagsAsync(string text, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. TagsInUse.Where(tag => tag.StartsWith(text, StringComparison.OrdinalIgnoreCase))]);

    private sealed class KitForm
    {
        public string? Company { get; set; }
        public string? Email { get; set; }
        public int? Employees { get; set; } = 1250;
        public decimal? Budget { get; set; } = 48000m;
        public DateOnly? CloseOn { get; set; } = new(2026, 12, 18);
        public string? Source { get; set; } = "referral";
        public string? Country { get; set; } = "SG";
        public int? OwnerId { get; set; } = 1;
        public IReadOnlyList<string> Industries { get; set; } = ["tech"];
        public IReadOnlyList<string> Tags { get; set; } = ["vip"];
        public string? Description { get; set; }
        public string? CapturedBy { get; set; } = "Web form";
        public bool DoNotCall { get; set; }
        public bool Live { get; set; } = true;
    }
}
