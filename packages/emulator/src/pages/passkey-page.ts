import { html } from 'hono/html';
import { RequestBody } from '../http/request-body.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { startSignIn, type SignInAttempt } from '../sign-in/sign-in-attempt.js';
import { signInSteps } from '../sign-in/sign-in-steps.js';
import { signInStepPage } from './continue-sign-in.js';
import { formError } from './field.js';
import { destination, pageHead } from './page-head.js';
import { renderPage, type Html } from './render-page.js';
import { returnFields, returnQuery } from './return-fields.js';
import type { ReturnTarget } from './return-target.js';

/** `/sign-in/passkey`: the browser asks the device of the person, by the script of the page. */
export const passkeyPage = signInStepPage({
  status: 'needs_identifier',
  fields: [],
  render({ attempt, target, error }) {
    const options = attempt.data.first?.nonce;
    const body = html`
      ${pageHead('Use your passkey', destination(target) ?? 'to sign in')}
      <section class="card">
        ${formError(error)}
        <p class="notice error" role="alert" data-passkey-notice hidden></p>
        <noscript><p class="notice">Passkeys need JavaScript. Sign in another way, or switch it on.</p></noscript>
        <form
          method="post"
          action="/sign-in/passkey"
          data-needs-passkeys
          hidden
          ${options === undefined ? '' : html`data-passkey-options="${options}"`}
          ${error ? 'data-wait' : ''}
        >
          ${returnFields(target)}
          <input type="hidden" name="public_key_credential" value="" />
          <button class="button primary" type="submit">Use your passkey</button>
        </form>
      </section>
      <p class="aside"><a href="/sign-in${returnQuery(target)}">Back to sign-in</a></p>
    `;
    return renderPage({ title: 'Use your passkey', body, status: error ? 422 : 200, hasPasskeys: true });
  },
  submit: ({ instance, attempt, body }) => signInSteps.attemptFirst(instance, attempt, { strategy: 'passkey', body }),
});

/** Starts a sign-in by passkey, which continues on its page. */
export async function startPasskeySignIn(instance: Instance, clientId: string): Promise<SignInAttempt> {
  const started = await startSignIn(instance, clientId);
  return signInSteps.prepareFirst(instance, started, { strategy: 'passkey', body: new RequestBody({}) });
}

/** The button that leads there, if the settings want it; without JavaScript it is not shown. */
export async function passkeyButton(instance: Instance, target: ReturnTarget): Promise<Html | ''> {
  const { attributes, passkey_settings: passkeys } = await instanceSettings(instance);
  const { enabled, used_for_first_factor: isFirstFactor } = attributes.passkey;
  if (!enabled || !isFirstFactor || !passkeys.show_sign_in_button) return '';
  return html`<form method="post" action="/sign-in" class="passkey" data-needs-passkeys hidden>
    ${returnFields(target)}
    <button class="button secondary" type="submit" name="method" value="passkey">Use a passkey</button>
  </form>`;
}
