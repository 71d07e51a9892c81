import type { UserJSON } from '@acme/backend/wire';
import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';
import { actionButton } from '../layout/action-form.js';
import { badge } from '../layout/badge.js';

interface Address {
  readonly kind: 'email' | 'phone';
  readonly id: string;
  readonly text: string;
  readonly isVerified: boolean;
  readonly isPrimary: boolean;
}

/** The e-mail addresses and phone numbers of a user, with what can be done to them. */
export function userAddresses(user: UserJSON): Html {
  const all = [
    ...user.email_addresses.map((email): Address => ({
      kind: 'email',
      id: email.id,
      text: email.email_address,
      isVerified: email.verification?.status === 'verified',
      isPrimary: email.id === user.primary_email_address_id,
    })),
    ...user.phone_numbers.map((phone): Address => ({
      kind: 'phone',
      id: phone.id,
      text: phone.phone_number,
      isVerified: phone.verification?.status === 'verified',
      isPrimary: phone.id === user.primary_phone_number_id,
    })),
  ];
  return html`<section class="card">
    <h2>Email addresses and phone numbers</h2>
    ${
      all.length === 0
        ? html`<p class="muted">None.</p>`
        : html`<ul class="lines">
            ${all.map((address) => addressRow(address))}
          </ul>`
    }
  </section>`;
}

function addressRow(address: Address): Html {
  const { kind, id, text } = address;
  const change = (button: string, label: string, values: Readonly<Record<string, string>>) =>
    actionButton({ action: 'changeAddress', text: button, label, isSmall: true, hidden: { kind, id, ...values } });
  return html`<li>
    <span class="who">${text}</span>
    ${address.isPrimary ? badge('primary', 'accent') : ''}
    ${address.isVerified ? badge('verified', 'good') : badge('not verified', 'warn')}
    <span class="row">
      ${
        address.isVerified
          ? change('Unverify', `Unverify ${text}`, { verified: 'false' })
          : change('Verify', `Verify ${text}`, { verified: 'true' })
      }
      ${address.isPrimary ? '' : change('Make primary', `Make primary: ${text}`, { primary: 'true' })}
      ${actionButton({ action: 'deleteAddress', text: 'Remove', label: `Remove ${text}`, isSmall: true, tone: 'danger', hidden: { kind, id } })}
    </span>
  </li>`;
}
