using Microsoft.Extensions.DependencyInjection;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>Registers what the use cases of conversion share.</summary>
internal static class ConversionServices
{
    public static IServiceCollection AddConversion(this IServiceCollection services)
    {
        services.AddScoped<ConversionMatches>();
        services.AddScoped<ConversionTargets>();
        services.AddScoped<ConversionLinks>();
        services.AddScoped<LeadConverter>();
        services.AddScoped<LeadConversions>();
        services.AddScoped<ConvertedRecords>();
        services.AddScoped<ConversionUsage>();
        services.AddScoped<ConversionUndo>();
        return services;
    }
}
