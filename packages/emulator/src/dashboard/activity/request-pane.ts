import { html } from 'hono/html';
import type { LoggedRequest } from '../../controls/request-log.js';
import type { Html } from '../../pages/render-page.js';
import { statusBadge } from '../layout/badge.js';
import { copyable } from '../layout/copyable.js';
import { facts } from '../layout/facts.js';
import { formatTime } from '../layout/format-time.js';
import { jsonText } from '../layout/json-text.js';

const problems = {
  unknown_route: 'The emulator has no such route. Check the method and the path.',
  not_emulated: 'The service has this route, but the emulator does not.',
} as const;

/** Everything that the log knows of a request. */
export function requestPane(request: LoggedRequest & { readonly curl: string }): Html {
  const { query, headers, body } = request;
  return html`<section class="card">
      <h2>Answer</h2>
      ${request.problem ? html`<p class="notice">${problems[request.problem]}</p>` : ''}
      ${facts([
        ['Status', statusBadge(request.status)],
        ...(request.reason === undefined ? [] : [['Reason', request.reason] as const]),
        ['Answered by', request.route ?? (request.problem ? 'nothing' : 'a page or a file')],
        ['Duration', `${request.durationMs.toFixed(1)} ms`],
        ['Time', formatTime(request.at)],
      ])}
    </section>
    <section class="card">
      <h2>Replay</h2>
      <p class="muted">What the log does not keep, such as a key, is a variable of the shell. Set it first.</p>
      ${copyable('the command', request.curl)}
    </section>
    ${
      Object.keys(query).length === 0
        ? ''
        : html`<section class="card">
            <h2>Query</h2>
            ${facts(Object.entries(query))}
          </section>`
    }
    <section class="card">
      <h2>Headers</h2>
      ${facts(Object.entries(headers))}
    </section>
    ${
      body === undefined
        ? ''
        : html`<section class="card">
            <h2>Body</h2>
            ${copyable('the body', jsonText(body))}
          </section>`
    }`;
}
