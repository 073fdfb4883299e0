using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Audit;
using NexusCrm.Application.Bulk;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Behaviours;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Events;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Application.Exports;
using NexusCrm.Application.Identity;
using NexusCrm.Application.Imports;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Application.Members;
using NexusCrm.Application.Merging;
using NexusCrm.Application.Organizations;
using NexusCrm.Application.Notifications;
using NexusCrm.Application.Records;

namespace NexusCrm.Application;

/// <summary>Registers the application layer.</summary>
public static class DependencyInjection
{
    /// <summary>Adds the use cases, their validators, event handlers and the pipeline, outermost first: tracing, authorization, validation, conflict, log of readings.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddScoped<CurrentActor>();
        services.AddScoped<SendAttempt>();
        services.AddScoped<IActor>(sp => sp.GetRequiredService<CurrentActor>());
        services.AddScoped<IDomainEventDispatcher, DomainEventDispatcher>();
        services.AddTransient<SignInDesk>();
        services.AddTransient<SecondFactorDesk>();
        services.AddTransient<PasswordProof>();
        services.AddTransient<Founding>();
        services.AddMembers();
        services.AddTransient<ServiceFactory>(sp => sp.GetService!);
        services.AddTransient<IMediator, Mediator>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(TracingBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(AuthorizationBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ConflictBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ReadLogBehaviour<,>));
        services.AddRecords();
        services.AddScoped<TimelinePages>();
        services.AddScoped<TimelineActors>();
        services.AddLeads();
        services.AddConversion();
        services.AddCrm();
        services.AddMerging();
        services.AddJobs();
        services.AddImports();
        services.AddExports();
        services.AddBulk();
        services.AddAudit();
        services.AddNotifications();
        AddImplementations(services, typeof(IRequestHandler<,>), typeof(IDomainEventHandler<>));
        foreach (var found in AssemblyScanner.FindValidatorsInAssembly(typeof(DependencyInjection).Assembly, includeInternalTypes: true))
            services.AddSingleton(found.InterfaceType, found.ValidatorType);
        return services;
    }

    private static void AddImplementations(IServiceCollection services, params Type[] openInterfaces)
    {
        var implementations = from type in typeof(DependencyInjection).Assembly.GetTypes()
                              where type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
                              from served in type.GetInterfaces()
                              where served.IsGenericType && openInterfaces.Contains(served.GetGenericTypeDefinition())
                              select (served, type);
        foreach (var (served, type) in implementations) services.AddTransient(served, type);
    }
}
