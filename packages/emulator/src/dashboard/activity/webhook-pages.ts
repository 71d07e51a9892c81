import { html } from 'hono/html';
import type { SentMessage, WebhookDelivery } from '../../controls/webhooks.js';
import { isJsonObject } from '../../store/json-object.js';
import { actionButton } from '../layout/action-form.js';
import { badge, statusBadge } from '../layout/badge.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage, PageContent } from '../layout/dashboard-page.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { formatTimeOfDay } from '../layout/format-time.js';
import { listPart, pageLinks } from '../layout/page-links.js';
import { renderSplit } from '../layout/render-split.js';
import { addEndpointForm, endpointTable } from './endpoint-table.js';
import { eventPane } from './event-pane.js';

const listPath = '/dashboard/webhooks';
/** How many attempts are looked at for the state of the events of a page. */
const maxDeliveries = 500;

/** The events, where they went and how they were answered. */
const webhookListPage: DashboardPage = {
  path: listPath,
  topics: ['webhooks'],
  show: (call) => showEvents(call, undefined),
  actions: {
    async addEndpoint(call) {
      const [url, secret, events] = ['url', 'secret', 'events'].map((name) => call.sent(name)?.trim());
      await call.run('webhooks.addEndpoint', { url, secret, events });
      return { note: 'The endpoint was added. It receives the events from now on.' };
    },
    async removeEndpoint(call) {
      await call.run('webhooks.removeEndpoint', { url: call.sent('url') });
      return { note: 'The endpoint was removed.' };
    },
  },
};

/** The same with one event opened. */
const webhookPage: DashboardPage = {
  path: `${listPath}/:messageId`,
  topics: ['webhooks'],
  async show(call) {
    return showEvents(call, await call.run('webhooks.message', { messageId: call.pathPart('messageId') }));
  },
  actions: {
    async resend(call) {
      await call.run('webhooks.resend', { messageId: call.pathPart('messageId') });
      return { note: 'The event is sent again to all endpoints that want it.' };
    },
  },
};

/** The pages of the events. */
export const webhookPages: readonly DashboardPage[] = [webhookListPage, webhookPage];

async function showEvents(call: DashboardCall, open: SentMessage | undefined): Promise<PageContent> {
  const part = listPart(call, 50);
  const [events, deliveries, endpoints] = await Promise.all([
    call.run('webhooks.messages', part),
    call.run('webhooks.deliveries', { limit: maxDeliveries }),
    call.run('webhooks.endpoints'),
  ]);
  const list = dataTable({
    caption: 'Events',
    columns: columnsOf(deliveries.data),
    rows: events.data,
    isOpen: ({ id }) => id === open?.id,
    header: html`<header>
      <h2>Events <span class="count">${events.totalCount}</span></h2>
    </header>`,
    empty: { title: 'No event', text: 'Create a user, or sign in: each change sends an event.' },
    footer: pageLinks(call, part, events.totalCount),
  });
  if (open) {
    return {
      title: open.message.type,
      subtitle: html`<span class="mono">${open.id}</span>`,
      back: { href: listPath, text: 'Webhooks' },
      buttons:
        endpoints.totalCount > 0 ? actionButton({ action: 'resend', text: 'Resend', tone: 'primary' }) : undefined,
      live: renderSplit(list, eventPane(open, deliveriesOf(open, deliveries.data))),
    };
  }
  return {
    title: 'Webhooks',
    subtitle:
      'Events, signed as the service signs them and delivered to endpoints on this machine. A delivery that fails is tried again.',
    live: html`${endpointTable(endpoints.data)} ${list}`,
    after: addEndpointForm(call),
  };
}

/** All attempts for an event, those of a resend included, which have an id of their own. */
function deliveriesOf({ message }: SentMessage, deliveries: readonly WebhookDelivery[]): readonly WebhookDelivery[] {
  return deliveries.filter((delivery) => delivery.message === message);
}

const columnsOf = (deliveries: readonly WebhookDelivery[]): readonly Column<SentMessage>[] => [
  {
    title: 'Event',
    cell: (sent) =>
      html`<a href="${listPath}/${encodeURIComponent(sent.id)}">${sent.message.type}</a
        ><small class="mono">${subjectOf(sent)}</small>`,
  },
  {
    title: 'Last answer',
    isTight: true,
    cell: (sent) => {
      const [last] = deliveriesOf(sent, deliveries);
      return last ? statusBadge(last.status) : badge('not sent');
    },
  },
  {
    title: 'Attempts',
    shownOn: 'medium',
    isTight: true,
    isEnd: true,
    cell: (sent) => String(deliveriesOf(sent, deliveries).length),
  },
  {
    title: 'Time',
    shownOn: 'medium',
    isTight: true,
    isEnd: true,
    cell: ({ message }) => formatTimeOfDay(message.timestamp),
  },
];

/** What the event is about. */
function subjectOf({ message }: SentMessage): string {
  const { data } = message;
  return isJsonObject(data) && typeof data['id'] === 'string' ? data['id'] : '';
}
