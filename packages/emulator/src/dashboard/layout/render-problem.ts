import { html } from 'hono/html';
import { renderDashboard } from './render-dashboard.js';

/** A page that says why another cannot be shown. */
export function renderProblem(problem: {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** Address of the emulator. */
  readonly url: string;
}): Promise<Response> {
  const live = html`<section class="card">
    <p>${problem.text}</p>
    <p><a class="button secondary" href="/">Go to the overview</a></p>
  </section>`;
  return renderDashboard({
    content: { title: problem.title, live },
    topics: [],
    path: '',
    url: problem.url,
    status: problem.status,
  });
}
