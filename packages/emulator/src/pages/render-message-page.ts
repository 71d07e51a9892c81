import { html } from 'hono/html';
import { renderPage } from './render-page.js';

/** A page with a title and a text. */
export function renderMessagePage(message: {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}): Promise<Response> {
  return renderPage({
    status: message.status,
    title: message.title,
    body: html`<section class="card">
      <h1>${message.title}</h1>
      <p>${message.text}</p>
      <p><a class="button secondary" href="/">Go to the overview</a></p>
    </section>`,
  });
}
