import { html } from 'hono/html';
import type { Html } from './layout.js';
import type { Journey } from './visitor.js';

/** A refusal tied to the form field it is about; `form` when it is about none. */
export interface FieldError {
  readonly field: string;
  readonly text: string;
}

/** Mark and heading of a page. */
export function pageHead(title: string, subtitle: string): Html {
  return html`<header class="head">
    <a class="mark" href="/" aria-label="Overview of the emulator"
      ><img src="/favicon.svg" alt="" width="40" height="40"
    /></a>
    <h1>${title}</h1>
    <p>${subtitle}</p>
  </header>`;
}

/** Where the journey ends, in words. */
export function destination(journey: Journey): string | undefined {
  return journey.redirectUrl === undefined ? undefined : `to continue to ${new URL(journey.redirectUrl).host}`;
}

/** A labelled input with its error tied to it. */
export function field(input: {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly autocomplete: string;
  readonly value?: string | undefined;
  readonly error: FieldError | undefined;
  readonly isOptional?: boolean;
  readonly hint?: string;
}): Html {
  const error = input.error?.field === input.name ? input.error : undefined;
  const id = `field-${input.name}`;
  const hint = input.hint ?? (input.isOptional ? 'optional' : undefined);
  return html`<div class="field">
    <label for="${id}">${input.label}${hint ? html` <span class="hint">${hint}</span>` : ''}</label>
    <input
      id="${id}"
      name="${input.name}"
      type="${input.type ?? 'text'}"
      autocomplete="${input.autocomplete}"
      autocapitalize="none"
      spellcheck="false"
      value="${input.value ?? ''}"
      ${error ? html`aria-invalid="true" aria-describedby="${id}-error" autofocus` : ''}
    />
    ${error ? html`<p class="error" id="${id}-error">${error.text}</p>` : ''}
  </div>`;
}

/** An error that belongs to no field. */
export function formError(error: FieldError | undefined): Html | '' {
  return error?.field === 'form' ? html`<p class="notice error" role="alert">${error.text}</p>` : '';
}

/** The journey as hidden fields of a form. */
export function journeyFields(journey: Journey): Html {
  return html`${journey.redirectUrl ? html`<input type="hidden" name="redirect_url" value="${journey.redirectUrl}" />` : ''}
  ${journey.devBrowser ? html`<input type="hidden" name="__clerk_db_jwt" value="${journey.devBrowser}" />` : ''}`;
}

/** The journey as a query for links between pages. */
export function journeyQuery(journey: Journey): string {
  const query = new URLSearchParams();
  if (journey.redirectUrl) query.set('redirect_url', journey.redirectUrl);
  if (journey.devBrowser) query.set('__clerk_db_jwt', journey.devBrowser);
  return query.size > 0 ? `?${query.toString()}` : '';
}

/** Says that the address to return to was not accepted. */
export function refusedNotice(journey: Journey): Html | '' {
  return journey.isRefused
    ? html`<p class="notice" role="status">
        The address to return to is not on this machine and was ignored. Start the emulator with --allow-origin to allow
        it.
      </p>`
    : '';
}

/** Round picture of a user. The name stands beside it, so it is decoration. */
export function avatar(imageUrl: string, size: number): Html {
  return html`<img class="avatar" src="${imageUrl}" alt="" width="${size}" height="${size}" />`;
}
