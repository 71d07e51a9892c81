import { html } from 'hono/html';
import type { InstanceSettings } from '../instance/instance-settings.js';
import type { SignUpAttempt } from '../sign-in/sign-up-attempt.js';
import { emptySignUp } from '../sign-in/sign-up-attempt.js';
import { signUpFields } from '../sign-in/sign-up-fields.js';
import { field, type FieldError } from './field.js';
import type { Html } from './render-page.js';

/** Fields of the form, by their names on the wire. */
export const signUpFormNames = [
  'first_name',
  'last_name',
  'username',
  'email_address',
  'phone_number',
  'password',
  'legal_accepted',
] as const;

/**
 * The fields that the instance has. Optional ones are shown if they are names; other optional ones belong to the account's page.
 * @param attempt - a sign-up that has some of them already
 */
export function signUpFormFields(
  settings: InstanceSettings,
  form: (name: string) => string | undefined,
  error: FieldError | undefined,
  attempt: SignUpAttempt | undefined,
): Html {
  const { required, optional, missing } = signUpFields(attempt?.data ?? { ...emptySignUp, revision: 0 }, settings);
  const isShown = (name: string) => (attempt ? missing.includes(name) : required.includes(name));
  const names = attempt ? [] : (['first_name', 'last_name'] as const).filter((name) => optional.includes(name));
  const text = (name: 'first_name' | 'last_name', label: string, autocomplete: string) =>
    isShown(name) || names.includes(name)
      ? field({ name, label, autocomplete, value: form(name), error, isOptional: !required.includes(name) })
      : '';
  return html`<div class="pair">
      ${text('first_name', 'First name', 'given-name')} ${text('last_name', 'Last name', 'family-name')}
    </div>
    ${isShown('username') ? field({ name: 'username', label: 'Username', autocomplete: 'username', value: form('username'), error }) : ''}
    ${isShown('email_address') ? field({ name: 'email_address', label: 'Email address', type: 'email', autocomplete: 'email', value: form('email_address'), error }) : ''}
    ${isShown('phone_number') ? field({ name: 'phone_number', label: 'Phone number', type: 'tel', autocomplete: 'tel', value: form('phone_number'), error }) : ''}
    ${
      isShown('password')
        ? field({
            name: 'password',
            label: 'Password',
            type: 'password',
            autocomplete: 'new-password',
            hint: `${settings.password_settings.min_length} characters or more`,
            error,
          })
        : ''
    }
    ${isShown('legal_accepted') ? legalField(error) : ''}`;
}

function legalField(error: FieldError | undefined): Html {
  const isWrong = error?.field === 'legal_accepted';
  return html`<label class="check"
      ><input
        type="checkbox"
        name="legal_accepted"
        value="true"
        ${isWrong ? html`aria-invalid="true" aria-describedby="field-legal-error"` : ''}
      />
      I agree to the terms</label
    >
    ${isWrong ? html`<p class="notice error" id="field-legal-error">Agree to the terms to sign up.</p>` : ''}`;
}
