using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NexusCrm.Application.Common.Files;
using NexusCrm.Infrastructure.Hosting;

namespace NexusCrm.Infrastructure.Files;

/// <summary>Registers the file store: <c>Files:Folder</c>, or the data folder beside the embedded database.</summary>
internal static class FileServices
{
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(sp => new LocalFileStoreOptions(configuration["Files:Folder"] ?? Path.Combine(DataFolder.For(Root(sp)), "uploads")));
        services.AddSingleton<IFileStore, LocalFileStore>();
        return services;
    }

    private static string Root(IServiceProvider services) => services.GetService<IHostEnvironment>()?.ContentRootPath ?? AppContext.BaseDirectory;
}
