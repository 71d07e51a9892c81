/**
 * The script of the pages for passkeys: it shows what needs passkeys where the browser has them, and sends the answer of the device
 * with the form that has the options. Pages without it stay usable.
 */
export const passkeyScript = `
const canUse = isSecureContext && 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
for (const part of document.querySelectorAll('[data-needs-passkeys]')) part.hidden = !canUse;
const form = document.querySelector('form[data-passkey-options]');
const notice = document.querySelector('[data-passkey-notice]');
async function ask() {
  notice.hidden = true;
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(form.dataset.passkeyOptions));
    const credential = await navigator.credentials.get({ publicKey });
    form.elements.public_key_credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    notice.textContent = 'The passkey could not be used: ' + error.message;
    notice.hidden = false;
  }
}
if (form && canUse) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask();
  });
  if (!form.hasAttribute('data-wait')) ask();
}
`;
