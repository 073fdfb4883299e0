using System.Linq.Expressions;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts;

/// <summary>Reads and changes accounts.</summary>
internal sealed class AccountRecords(CrmScope scope) : CrmRecords<Account, AccountRecord>(scope)
{
    protected override Error NotFound => AccountErrors.NotFound;

    protected override Expression<Func<Account, AccountRecord>> Projection => AccountRecord.Projection;
}
