using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using NexusCrm.Application.Audit;
using NexusCrm.Domain.Audit;

namespace NexusCrm.Infrastructure.Audit;

/// <summary>Where signed heads go and what signs them.</summary>
/// <param name="Folder">One folder per organization, one small file per head. Best on storage that the database's administrators cannot write, or collected by a backup of its own.</param>
/// <param name="KeyFile">ECDSA key (P-256, PKCS #8, PEM); made on first use. All nodes need the same one.</param>
public sealed record AuditAnchorOptions(string Folder, string KeyFile);

/// <summary>Heads as JSON files, signed with ECDSA over SHA-256.</summary>
internal sealed class FileAuditAnchors(AuditAnchorOptions options) : IAuditAnchors
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lazy<ECDsa> _key = new(() => Key(options.KeyFile));

    public string PublicKey => _key.Value.ExportSubjectPublicKeyInfoPem();

    public byte[] Sign(Guid organizationId, long seq, byte[] hash, DateTimeOffset at) => _key.Value.SignData(AuditChain.BytesToSign(organizationId, seq, hash, at), HashAlgorithmName.SHA256);

    public bool IsGenuine(AuditHead head) => _key.Value.VerifyData(AuditChain.BytesToSign(head.OrganizationId, head.Seq, head.Hash, head.SignedAt), head.Signature, HashAlgorithmName.SHA256);

    public async Task WriteAsync(AuditHead head, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(FolderOf(head.OrganizationId)).FullName;
        var name = head.SignedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HHmmss.ffffff", CultureInfo.InvariantCulture);
        var anchor = new Anchor(head.OrganizationId, head.Seq, Convert.ToHexStringLower(head.Hash), head.SignedAt, Convert.ToBase64String(head.Signature), PublicKey);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.json"), JsonSerializer.Serialize(anchor, Json), ct);
    }

    public async Task<IReadOnlyList<AuditHead>> ReadAsync(Guid organizationId, CancellationToken ct)
    {
        var folder = FolderOf(organizationId);
        if (!Directory.Exists(folder)) return [];

        var heads = new List<AuditHead>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            await using var content = File.OpenRead(file);
            var anchor = await JsonSerializer.DeserializeAsync<Anchor>(content, Json, ct) ?? throw new InvalidDataException($"{Path.GetFileName(file)} is no signed head.");
            heads.Add(new AuditHead(anchor.OrganizationId, anchor.Seq, Convert.FromHexString(anchor.Hash), anchor.SignedAt, Convert.FromBase64String(anchor.Signature)));
        }

        return heads;
    }

    private string FolderOf(Guid organizationId) => Path.Combine(options.Folder, organizationId.ToString());

    private static ECDsa Key(string file)
    {
        if (!File.Exists(file)) Create(file);
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }

    /// <summary>Two nodes that start at once must end with one key: the file appears whole, and the second finds it there.</summary>
    private static void Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var draft = $"{file}.{Guid.CreateVersion7():N}";
        File.WriteAllText(draft, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }

    private sealed record Anchor(Guid OrganizationId, long Seq, string Hash, DateTimeOffset SignedAt, string Signature, string PublicKey);
}
