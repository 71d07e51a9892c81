import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';

/** Where a field is: its form gives it a name of its own in the page. */
interface FieldPlace {
  /** The action of its form, so that two forms of a page can have fields of the same name. */
  readonly form: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isWhole?: boolean | undefined;
}

/** A labelled input. */
export function textField(
  field: FieldPlace & {
    readonly value?: string | undefined;
    readonly type?: 'text' | 'email' | 'tel' | 'password' | 'number' | 'url' | 'datetime-local' | 'file' | 'search';
    readonly placeholder?: string | undefined;
    readonly isRequired?: boolean | undefined;
    readonly list?: readonly string[] | undefined;
  },
): Html {
  const id = idOf(field);
  const { value = '', type = 'text', placeholder = '', isRequired = false, list } = field;
  return html`<div class="${classOf(field)}">
    ${label(id, field)}
    <input
      id="${id}"
      name="${field.name}"
      type="${type}"
      value="${value}"
      placeholder="${placeholder}"
      autocomplete="${type === 'password' ? 'new-password' : 'off'}"
      autocapitalize="none"
      spellcheck="false"
      ${type === 'datetime-local' ? html`step="1"` : ''}
      ${isRequired ? html`required` : ''}
      ${list ? html`list="${id}-list"` : ''}
    />
    ${
      list
        ? html`<datalist id="${id}-list">${list.map((item) => html`<option value="${item}"></option>`)}</datalist>`
        : ''
    }
  </div>`;
}

/** A labelled box for longer texts, such as JSON. */
export function longTextField(
  field: FieldPlace & { readonly value?: string | undefined; readonly isTall?: boolean | undefined },
): Html {
  const id = idOf(field);
  // A line break after the start tag is not part of the text.
  return html`<div class="${classOf(field)}">
    ${label(id, field)}
    <textarea
      id="${id}"
      name="${field.name}"
      class="${field.isTall ? 'tall' : ''}"
      spellcheck="false"
      autocomplete="off"
    >
${field.value ?? ''}</textarea>
  </div>`;
}

/** A labelled choice. */
export function choiceField(
  field: FieldPlace & {
    readonly value?: string | undefined;
    readonly choices: readonly { readonly value: string; readonly text: string }[];
  },
): Html {
  const id = idOf(field);
  return html`<div class="${classOf(field)}">
    ${label(id, field)}
    <select id="${id}" name="${field.name}" autocomplete="off">
      ${field.choices.map(
        ({ value, text }) =>
          html`<option value="${value}" ${value === field.value ? html`selected` : ''}>${text}</option>`,
      )}
    </select>
  </div>`;
}

/** A box to check. */
export function checkField(
  field: FieldPlace & { readonly isChecked?: boolean | undefined; readonly value?: string },
): Html {
  return html`<label class="check"
    ><input
      type="checkbox"
      name="${field.name}"
      value="${field.value ?? 'true'}"
      autocomplete="off"
      ${field.isChecked ? html`checked` : ''}
    />${field.label}</label
  >`;
}

function label(id: string, { label: text, hint }: FieldPlace): Html {
  return html`<label for="${id}">${text}${hint ? html` <span class="hint">${hint}</span>` : ''}</label>`;
}

const idOf = ({ form, name }: FieldPlace) => `${form}-${name}`;
const classOf = ({ isWhole }: FieldPlace) => (isWhole ? 'field whole' : 'field');
