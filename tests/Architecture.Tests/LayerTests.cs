using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Architecture.Tests;

/// <summary>Who may use what (docs/architecture.md).</summary>
[TestFixture]
internal sealed class LayerTests
{
    private static readonly Assembly Domain = typeof(AggregateRoot).Assembly;
    private static readonly Assembly Application = typeof(IUseCases).Assembly;
    private static readonly Assembly Infrastructure = typeof(NexusDbContext).Assembly;
    private static readonly Assembly WebUI = typeof(Program).Assembly;

    [Test]
    public void Domain_uses_the_base_class_library_only() =>
        References(Domain).ShouldAllBe(name => name.StartsWith("System", StringComparison.Ordinal) || name == "netstandard");

    [Test]
    public void Application_knows_no_provider_no_web_and_no_scheduler()
    {
        string[] allowed = ["System", "Microsoft.EntityFrameworkCore", "Microsoft.Extensions.", "MediatR", "FluentValidation", "NexusCrm.Domain"];

        References(Application).ShouldAllBe(name => allowed.Any(a => name.StartsWith(a, StringComparison.Ordinal)) && name != "Microsoft.EntityFrameworkCore.Relational");
    }

    [Test]
    public void Infrastructure_does_not_know_the_web_application() => References(Infrastructure).ShouldNotContain("NexusCrm.WebUI");

    [Test]
    public void Components_hold_no_database_and_no_mediator()
    {
        var forbidden = new[] { typeof(DbContext), typeof(MediatR.IMediator) };
        var offenders = from component in WebUI.GetTypes()
                        where component.IsAssignableTo(typeof(IComponent))
                        from member in component.GetProperties(Members).Select(p => (p.Name, Type: p.PropertyType)).Concat(component.GetFields(Members).Select(f => (f.Name, Type: f.FieldType)))
                        where forbidden.Any(f => member.Type.IsAssignableTo(f)) || (member.Type.IsGenericType && member.Type.GenericTypeArguments.Any(a => a.IsAssignableTo(typeof(DbContext))))
                        select $"{component.Name}.{member.Name}";

        offenders.ShouldBeEmpty();
    }

    [Test]
    public void Aggregates_have_no_public_setters()
    {
        var offenders = from type in Domain.GetTypes()
                        where type.IsAssignableTo(typeof(IOrganizationOwned)) && type.IsClass
                        from property in type.GetProperties()
                        where property.SetMethod is { IsPublic: true } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
                        select $"{type.Name}.{property.Name}";

        offenders.ShouldBeEmpty();
    }

    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static List<string> References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(r => r.Name!)];
}
