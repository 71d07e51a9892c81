import { randomBytes } from 'node:crypto';
import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';

/** The field that names the action of a form. */
export const actionField = 'do';

/** The field that is another in each form that is shown: what a double click sends twice is done once. */
export const onceField = 'once';

/** A form with fields. */
export function actionForm(form: {
  readonly action: string;
  readonly fields: Html;
  readonly submit: string;
  readonly className?: 'inline';
  /** Sent along; not shown. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly isUpload?: boolean;
  /** For a form in a table. */
  readonly isSmall?: boolean;
  /** Address of another page that has the action; default: this page. */
  readonly to?: string;
}): Html {
  const className = form.isSmall ? 'button secondary small' : 'button primary';
  const button = html`<button class="${className}" type="submit">${form.submit}</button>`;
  const isInline = form.className === 'inline';
  // Forms in a table only choose something, and the table is replaced only if it differs.
  const once: Readonly<Record<string, string>> = form.isSmall
    ? {}
    : { [onceField]: randomBytes(12).toString('base64url') };
  return html`<form
    method="post"
    class="${form.className ?? ''}"
    ${form.to === undefined ? '' : html`action="${form.to}"`}
    ${form.isUpload ? html`enctype="multipart/form-data"` : ''}
  >
    ${hiddenFields({ [actionField]: form.action, ...once, ...form.hidden })}
    ${
      isInline
        ? html`${form.fields} ${button}`
        : html`<div class="grid">${form.fields}</div>
            <div class="row">${button}</div>`
    }
  </form>`;
}

/** A button that does something. */
export function actionButton(button: {
  readonly action: string;
  readonly text: string;
  /** What it does to what, for screen readers, where the text alone says too little. It begins with the text. */
  readonly label?: string | undefined;
  readonly tone?: 'primary' | 'secondary' | 'danger';
  readonly isSmall?: boolean;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly to?: string;
}): Html {
  const { tone = 'secondary', isSmall = false, label } = button;
  return html`<form method="post" ${button.to === undefined ? '' : html`action="${button.to}"`}>
    ${hiddenFields({ [actionField]: button.action, ...button.hidden })}
    <button class="button ${tone} ${isSmall ? 'small' : ''}" type="submit" ${label ? html`aria-label="${label}"` : ''}>
      ${button.text}
    </button>
  </form>`;
}

function hiddenFields(values: Readonly<Record<string, string>>): readonly Html[] {
  return Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
}
