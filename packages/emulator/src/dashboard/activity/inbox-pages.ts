import { html } from 'hono/html';
import type { ReceivedMessage } from '../../controls/inbox.js';
import type { Html } from '../../pages/render-page.js';
import { actionButton } from '../layout/action-form.js';
import { badge } from '../layout/badge.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage, PageContent } from '../layout/dashboard-page.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { formatTime, formatTimeOfDay } from '../layout/format-time.js';
import { listPart, pageLinks } from '../layout/page-links.js';
import { renderSplit } from '../layout/render-split.js';
import { searchForm } from '../layout/search-form.js';
import { linkedText } from './linked-text.js';

const listPath = '/dashboard/inbox';

const actions: DashboardPage['actions'] = {
  async clear(call) {
    await call.run('inbox.clear');
    return { to: listPath, note: 'The inbox is empty.' };
  },
};

/** The e-mails and text messages that the emulator would have sent. */
const inboxPage: DashboardPage = {
  path: listPath,
  topics: ['inbox'],
  show: (call) => showInbox(call, undefined),
  actions,
};

/** The same with one message opened. */
const messagePage: DashboardPage = {
  path: `${listPath}/:messageId`,
  topics: ['inbox'],
  async show(call) {
    return showInbox(call, await call.run('inbox.get', { messageId: call.pathPart('messageId') }));
  },
  actions,
};

/** The pages of the inbox. */
export const inboxPages: readonly DashboardPage[] = [inboxPage, messagePage];

async function showInbox(call: DashboardCall, open: ReceivedMessage | undefined): Promise<PageContent> {
  const part = listPart(call, 50);
  const to = call.query('to');
  const { data, totalCount } = await call.run('inbox.list', { to, ...part });
  const list = dataTable({
    caption: 'Messages',
    columns,
    rows: data,
    isOpen: ({ id }) => id === open?.id,
    empty: {
      title: 'No message',
      text: to ? 'Nothing was sent to this address.' : 'Codes and links that people would get appear here.',
    },
    footer: pageLinks(call, part, totalCount),
  });
  return {
    title: open ? open.subject : 'Inbox',
    subtitle: open ? undefined : 'E-mails and text messages. Nothing leaves this machine.',
    back: open ? { href: listPath, text: 'Inbox' } : undefined,
    buttons: actionButton({ action: 'clear', text: 'Clear the inbox' }),
    fixed: open
      ? undefined
      : searchForm(call, {
          name: 'to',
          label: 'Address or number of the receiver',
          placeholder: 'All of one receiver: address or number',
        }),
    live: renderSplit(list, open && messagePane(open)),
  };
}

const columns: readonly Column<ReceivedMessage>[] = [
  {
    title: 'Message',
    cell: (message) =>
      html`<a href="${listPath}/${encodeURIComponent(message.id)}">${message.subject}</a><small>${message.to}</small>`,
  },
  { title: 'Kind', shownOn: 'wide', isTight: true, cell: kindOf },
  {
    title: 'Code',
    isTight: true,
    cell: ({ code, link }) => (code ? html`<code>${code}</code>` : link ? badge('link', 'accent') : ''),
  },
  { title: 'Time', shownOn: 'medium', isTight: true, isEnd: true, cell: ({ sentAt }) => formatTimeOfDay(sentAt) },
];

function kindOf({ to }: ReceivedMessage): Html {
  return to.includes('@') ? badge('e-mail') : badge('text message');
}

function messagePane(message: ReceivedMessage): Html {
  return html`<article class="card">
    <header>
      <h2>${message.subject}</h2>
      ${kindOf(message)}
    </header>
    <p class="muted">To ${message.to}, ${formatTime(message.sentAt)}</p>
    ${message.code ? html`<p class="row" data-copy="the code"><span class="code">${message.code}</span></p>` : ''}
    ${
      message.link && isWebLink(message.link)
        ? html`<p class="row">
            <a class="button primary" href="${message.link}" target="_blank" rel="noopener noreferrer">Open the link</a>
          </p>`
        : ''
    }
    <div class="mail">${linkedText(message.text)}</div>
  </article>`;
}

/** Addresses that run code when they are followed are shown as text only. */
function isWebLink(link: string): boolean {
  return URL.canParse(link) && ['http:', 'https:'].includes(new URL(link).protocol);
}
