import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';

/** A text whose web addresses can be followed. Everything else stays text: HTML in it, and addresses of other kinds. */
export function linkedText(text: string): readonly Html[] {
  return text
    .split(/(https?:\/\/[^\s"'<>]*[^\s"'<>.,)])/)
    .map((part, index) =>
      index % 2 === 1 && URL.canParse(part)
        ? html`<a href="${part}" target="_blank" rel="noopener noreferrer">${part}</a>`
        : html`${part}`,
    );
}
