// Unsaved input of a form with data-draft survives a restarted server: it is kept in sessionStorage until the form is saved or left on purpose.
const keyOf = form => `draft:${form.dataset.draft}`;
const fieldsOf = form => [...form.querySelectorAll("[data-field]")].filter(field => field.type !== "password" && field.type !== "file");
// A field may occur several times, as in two addresses or in rows: its place among its namesakes tells it from them.
const named = fields => {
  const seen = {};
  return fields.map(field => {
    const name = field.dataset.field;
    seen[name] = (seen[name] ?? 0) + 1;
    return [`${name}#${seen[name]}`, field];
  });
};
const valueOf = field => (field.type === "checkbox" ? field.checked : field.value);

function save(event) {
  const form = event.target instanceof Element ? event.target.closest("form[data-draft]") : null;
  if (!form) return;
  const values = Object.fromEntries(named(fieldsOf(form)).map(([name, field]) => [name, valueOf(field)]));
  sessionStorage.setItem(keyOf(form), JSON.stringify(values));
}

document.addEventListener("input", save);
document.addEventListener("change", save);

/** Puts a kept draft back into its form and answers whether that changed anything. */
export function restoreDraft(name) {
  const form = document.querySelector(`form[data-draft="${CSS.escape(name)}"]`);
  const kept = form && sessionStorage.getItem(keyOf(form));
  if (!kept) return false;
  const values = JSON.parse(kept);
  const changed = named(fieldsOf(form)).filter(([name, field]) => name in values && values[name] !== valueOf(field));
  for (const [name, field] of changed) {
    if (field.type === "checkbox") field.checked = values[name];
    else field.value = values[name];
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return changed.length > 0;
}

/** Forgets the draft: it was saved, or thrown away. */
export function clearDraft(name) {
  sessionStorage.removeItem(`draft:${name}`);
}
