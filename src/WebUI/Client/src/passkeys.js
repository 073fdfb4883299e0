import { on } from "./dom.js";

// What cannot be used is not offered: the style sheet hides it without this mark.
if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) document.documentElement.dataset.passkeys = "";

/** Makes a passkey and answers the credential as JSON; null when the person or the browser would not. */
export async function createPasskey(options) {
  try {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options));
    const credential = await navigator.credentials.create({ publicKey });
    return JSON.stringify(credential.toJSON());
  } catch {
    return null;
  }
}

/** Signs in with a passkey: asks for a challenge, lets the authenticator answer it, and posts the form. */
on("click", "[data-passkey-sign-in]", async button => {
  const form = button.closest("form");
  const said = form.querySelector("[role=status]");
  button.disabled = true;
  said.textContent = "";
  try {
    const challenge = await (await fetch("/sign-in/passkey/options", { method: "POST" })).json();
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(challenge.options);
    const credential = await navigator.credentials.get({ publicKey });
    form.elements.state.value = challenge.state;
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.elements.remember.value = String(document.querySelector("[name='Form.Remember']")?.checked ?? false);
    form.submit();
  } catch {
    said.textContent = "No passkey was used. Try again, or sign in with your password.";
    button.disabled = false;
  }
});
