using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

/// <summary>The few POSIX calls that .NET has no name for.</summary>
internal static partial class LibC
{
    /// <summary>Fast shutdown: sessions are ended, the data is written out.</summary>
    public const int Interrupt = 2;

    /// <summary>Immediate shutdown: nothing is written out, the next start recovers.</summary>
    public const int Quit = 3;

    /// <summary>Sends a signal. A process that is gone already is no error.</summary>
    public static void Signal(int processId, int signal) => _ = Kill(processId, signal);

    /// <summary>Gives a file, folder or link (not its target) to a user.</summary>
    public static void ChangeOwner(string path, ServerAccount owner)
    {
        if (ChangeOwner(path, owner.UserId, owner.GroupId) == 0) return;
        throw new EmbeddedPostgresException($"'{path}' could not be given to the user '{owner.Name}'.", new Win32Exception(Marshal.GetLastPInvokeError()));
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint userId, uint groupId);
}
