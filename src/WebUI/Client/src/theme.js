// Runs before the first paint. The choice (system, light or dark) is remembered twice: localStorage is the truth for scripts, the cookie lets
// the server write the right theme into <html>. While following the system the cookie also keeps what the system was when last seen.
{
  const system = matchMedia("(prefers-color-scheme: dark)");
  const choices = ["system", "light", "dark"];
  const root = document.documentElement;

  const choice = () => {
    const stored = localStorage.getItem("theme");
    return choices.includes(stored) ? stored : "system";
  };

  const apply = () => {
    const chosen = choice();
    const seen = system.matches ? "dark" : "light";
    root.dataset.bsTheme = chosen === "system" ? seen : chosen;
    root.dataset.themeChoice = chosen;
    document.cookie = `theme=${chosen === "system" ? `system-${seen}` : chosen}; path=/; max-age=31536000; samesite=lax`;
  };

  apply();
  system.addEventListener("change", apply);
  addEventListener("storage", event => event.key === "theme" && apply());
  document.addEventListener("nexus:theme", event => {
    localStorage.setItem("theme", event.detail);
    apply();
  });
}
