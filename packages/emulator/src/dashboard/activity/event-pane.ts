import { html } from 'hono/html';
import type { SentMessage, WebhookDelivery } from '../../controls/webhooks.js';
import type { Html } from '../../pages/render-page.js';
import { statusBadge } from '../layout/badge.js';
import { copyable } from '../layout/copyable.js';
import { facts } from '../layout/facts.js';
import { formatTime } from '../layout/format-time.js';
import { jsonText } from '../layout/json-text.js';

/** The attempts to deliver an event with their signatures, the newest first, and its payload. */
export function eventPane({ message }: SentMessage, deliveries: readonly WebhookDelivery[]): Html {
  return html`<section class="card">
      <h2>Payload</h2>
      ${copyable('the payload', jsonText(message))}
    </section>
    ${
      deliveries.length === 0
        ? html`<section class="card">
            <h2>Deliveries</h2>
            <p class="muted">No endpoint wanted this event. Add one, then resend it.</p>
          </section>`
        : deliveries.map((delivery) => deliveryCard(delivery))
    }`;
}

function deliveryCard(delivery: WebhookDelivery): Html {
  return html`<section class="card">
    <header>
      <h2>Attempt ${delivery.attempt}</h2>
      ${statusBadge(delivery.status)}
    </header>
    ${facts([
      ['Endpoint', html`<span class="mono">${delivery.url}</span>`],
      ['Sent', formatTime(delivery.sentAt)],
      ...Object.entries(delivery.headers)
        .filter(([name]) => name.startsWith('svix-'))
        .map(([name, value]) => [name, html`<span class="mono">${value}</span>`] as const),
    ])}
  </section>`;
}
