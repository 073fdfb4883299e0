System.Console.Error.WriteLine("Design-time host for dotnet ef: see ./dev migrate.");
