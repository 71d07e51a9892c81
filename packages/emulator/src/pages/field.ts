import type { ApiError } from '../errors/api-error.js';
import { html } from 'hono/html';
import type { Html } from './render-page.js';

/** The text of a refusal, and the form field it belongs to; `form` if it belongs to none. */
export interface FieldError {
  readonly field: string;
  readonly text: string;
}

/** A labelled input with its error tied to it. */
export function field(input: {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password' | 'tel';
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

/** A refusal as the form shows it. @param fields - names of the fields of the form */
export function fieldErrorOf({ longMessage: text, meta }: ApiError, fields: readonly string[]): FieldError {
  return { field: fields.find((name) => name === meta['param_name']) ?? 'form', text };
}
