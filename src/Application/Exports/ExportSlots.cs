namespace NexusCrm.Application.Exports;

/// <summary>How many exports an organization runs at once on this node, so that one cannot keep the database from the others.</summary>
/// <param name="max">Most at once; 4 unless configured (<c>Exports:AtOnce</c>).</param>
public sealed class ExportSlots(int max)
{
    private readonly Dictionary<Guid, int> _taken = [];
    private readonly Lock _gate = new();

    /// <summary>A slot until it is disposed, or null when all are taken.</summary>
    public IDisposable? Take(Guid organizationId)
    {
        lock (_gate)
        {
            var taken = _taken.GetValueOrDefault(organizationId);
            if (taken >= max) return null;
            _taken[organizationId] = taken + 1;
            return new Slot(this, organizationId);
        }
    }

    private void Free(Guid organizationId)
    {
        lock (_gate)
        {
            if (--_taken[organizationId] == 0) _taken.Remove(organizationId);
        }
    }

    private sealed class Slot(ExportSlots slots, Guid organizationId) : IDisposable
    {
        public void Dispose() => slots.Free(organizationId);
    }
}
