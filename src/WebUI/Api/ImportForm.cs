using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Imports;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>What a form brought: the stored file, or the id of one, and the options.</summary>
internal sealed record ImportForm(Guid UploadId, ImportOptions Options)
{
    private const int FieldMaxLength = 256 * 1024;

    /// <summary>Reads a multipart form part by part; a file goes straight to the store as it arrives. Refused when it names no file.</summary>
    public static async Task<Result<ImportForm>> ReadAsync(HttpRequest request, string recordType, IUseCases useCases, CancellationToken ct)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        if (string.IsNullOrEmpty(boundary)) return Error.Malformed("malformed_request", "The form has no boundary.");

        Guid? upload = null;
        var options = new ImportOptions();
        var reader = new MultipartReader(boundary, request.Body);
        while (await NextAsync(reader, ct) is { } section)
        {
            var part = section.GetContentDispositionHeader();
            if (part?.Name.Value is not { } name) continue;
            switch (HeaderUtilities.RemoveQuotes(name).Value)
            {
                case "file":
                    var stored = await useCases.Send(new UploadImportFileCommand(recordType, FileName(part), section.Body), ct);
                    if (!stored.Succeeded) return stored.Error;
                    upload = stored.Value;
                    break;
                case "uploadId":
                    if (!Guid.TryParse(await TextAsync(section, ct), out var id)) return ImportErrors.UploadNotFound;
                    upload = id;
                    break;
                case "options":
                    options = ReadOptions(await TextAsync(section, ct), request.HttpContext.RequestServices);
                    break;
                default:
                    return Error.Invalid(HeaderUtilities.RemoveQuotes(name).Value!, "This field is not known.") with { Code = Problems.UnknownField };
            }
        }

        return upload is { } found ? new ImportForm(found, options) : Error.Invalid("file", "Send a file, or the uploadId of one.");
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadNextSectionAsync(ct);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form is not complete.", StatusCodes.Status400BadRequest, broken);
        }
    }

    private static string FileName(ContentDispositionHeaderValue part) =>
        HeaderUtilities.RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).Value is { Length: > 0 } name ? name : "upload.csv";

    private static async Task<string> TextAsync(MultipartSection section, CancellationToken ct)
    {
        var buffer = new byte[FieldMaxLength + 1];
        var length = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        if (length > FieldMaxLength) throw new BadHttpRequestException("A field of the form is too long.", StatusCodes.Status413PayloadTooLarge);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static ImportOptions ReadOptions(string json, IServiceProvider services)
    {
        if (string.IsNullOrWhiteSpace(json)) return new ImportOptions();
        try
        {
            var rules = services.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
            return (JsonSerializer.Deserialize<OptionsBody>(json, rules) ?? throw new JsonException("Options are an object.")).ToOptions();
        }
        catch (JsonException wrong)
        {
            throw new BadHttpRequestException("The options cannot be read.", StatusCodes.Status400BadRequest, wrong);
        }
    }

    private sealed record OptionsBody(
        Dictionary<string, string?>? Mapping, DuplicatePolicy? Duplicates, IReadOnlyList<string>? MatchOn, Dictionary<string, JsonElement>? Defaults, FormatsBody? Formats)
    {
        public ImportOptions ToOptions() => new()
        {
            Mapping = Mapping,
            Duplicates = Duplicates ?? DuplicatePolicy.Skip,
            MatchOn = MatchOn,
            Defaults = (Defaults ?? []).Where(d => d.Value.ValueKind is not JsonValueKind.Null).ToDictionary(d => d.Key, d => d.Value.ToString(), StringComparer.Ordinal),
            Formats = Formats?.ToFormats() ?? new ImportFormats(),
        };
    }

    private sealed record FormatsBody(DateOrder? DateOrder, string? DecimalMark, string? Country, string? Currency)
    {
        public ImportFormats ToFormats()
        {
            var usual = new ImportFormats();
            return new ImportFormats
            {
                DateOrder = DateOrder ?? usual.DateOrder,
                DecimalMark = DecimalMark ?? usual.DecimalMark,
                Country = Country ?? usual.Country,
                Currency = Currency ?? usual.Currency,
            };
        }
    }
}
