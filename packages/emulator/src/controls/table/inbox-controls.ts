import { NotFoundError } from '../../errors/api-error.js';
import { control } from '../control.js';
import { fields } from '../control-field.js';
import type { ReceivedMessage } from '../inbox.js';
import { controlPage, entriesAfter, pageFields, type ControlPage } from './control-page.js';

/** Controls of the inbox. */
export const inboxControls = {
  'inbox.list': control({
    summary: 'Lists the e-mails and text messages that the emulator kept, the newest first.',
    fields: {
      to: fields.text('E-mail address or phone number of the receiver'),
      after: fields.text('Only messages after the one with this id'),
      ...pageFields,
    },
    changes: false,
    run({ inbox }, { to, after, limit = 20, offset = 0 }): ControlPage<ReceivedMessage> {
      const later = after === undefined ? inbox.list(to) : entriesAfter('inbox.list', inbox.after(after, to));
      const found = [...later].reverse();
      return controlPage(found.slice(offset, offset + limit), found.length);
    },
  }),
  'inbox.get': control({
    summary: 'Shows a message.',
    fields: { messageId: fields.required(fields.text('Id of the message')) },
    changes: false,
    run({ inbox }, { messageId }): ReceivedMessage {
      const found = inbox.list().find(({ id }) => id === messageId);
      if (found) return found;
      throw new NotFoundError('inbox.get: there is no message with this id.');
    },
  }),
  'inbox.clear': control({
    summary: 'Deletes all kept messages.',
    fields: {},
    changes: true,
    topic: 'inbox',
    run({ inbox }): { readonly cleared: true } {
      inbox.clear();
      return { cleared: true };
    },
  }),
};
