import { NotFoundError } from '../../errors/api-error.js';
import { EmulatorError } from '../../errors/emulator-error.js';
import { eventTypes, type EventType } from '../../instance/webhook-message.js';
import type { ControlContext } from '../control-context.js';
import { control } from '../control.js';
import { fields } from '../control-field.js';
import type { SentMessage, WebhookDelivery } from '../webhooks.js';
import { controlPage, entriesAfter, pageFields, type ControlPage } from './control-page.js';

/** An endpoint as the dashboard shows it. */
export interface ShownEndpoint {
  readonly url: string;
  /** The secret that its messages are signed with. */
  readonly secret: string;
  /** Undefined: all. */
  readonly events: readonly EventType[] | undefined;
}

const endpointsOf = ({ webhooks }: ControlContext): readonly ShownEndpoint[] =>
  webhooks.endpoints.map(({ url, secret = webhooks.secret, events }) => ({ url, secret, events }));

/** The events of a list of texts. @throws {EmulatorError} `option_invalid` */
function readEvents(given: readonly string[] | undefined): readonly EventType[] | undefined {
  return given?.map((text): EventType => {
    const known = eventTypes.find((type) => type === text);
    if (known) return known;
    throw new EmulatorError('option_invalid', `webhooks.addEndpoint: events must be of ${eventTypes.join(', ')}.`);
  });
}

/** Controls of webhooks. */
export const webhookControls = {
  'webhooks.endpoints': control({
    summary: 'Lists the endpoints that receive events, with their signing secrets.',
    fields: {},
    changes: false,
    run(context): ControlPage<ShownEndpoint> {
      const found = endpointsOf(context);
      return controlPage(found, found.length);
    },
  }),
  'webhooks.addEndpoint': control({
    summary: 'Adds an endpoint on this machine that receives events.',
    fields: {
      url: fields.required(fields.text('Address, such as http://localhost:3000/api/webhooks')),
      secret: fields.text('Signing secret: whsec_ and base64; a fixed one if left out', { kind: 'secret' }),
      events: fields.texts('Types of events; all if left out'),
    },
    changes: true,
    run({ webhooks }, { url, secret, events }): ShownEndpoint {
      const wanted = readEvents(events);
      webhooks.add({ url, ...(secret !== undefined && { secret }), ...(wanted?.length && { events: wanted }) });
      return { url, secret: secret ?? webhooks.secret, events: wanted };
    },
  }),
  'webhooks.removeEndpoint': control({
    summary: 'Removes an endpoint.',
    fields: { url: fields.required(fields.text('Address of the endpoint')) },
    changes: true,
    run({ webhooks }, { url }): { readonly removed: true } {
      if (webhooks.remove(url)) return { removed: true };
      throw new EmulatorError('option_invalid', 'webhooks.removeEndpoint: there is no endpoint with this URL.');
    },
  }),
  'webhooks.messages': control({
    summary: 'Lists the events, the newest first.',
    fields: pageFields,
    changes: false,
    run({ webhooks }, { limit = 20, offset = 0 }): ControlPage<SentMessage> {
      const found = [...webhooks.sent].reverse();
      return controlPage(found.slice(offset, offset + limit), found.length);
    },
  }),
  'webhooks.message': control({
    summary: 'Shows an event with all attempts to deliver it.',
    fields: { messageId: fields.required(fields.text('Id of the event')) },
    changes: false,
    run({ webhooks }, { messageId }): SentMessage & { readonly deliveries: readonly WebhookDelivery[] } {
      const message = webhooks.messageOf(messageId);
      if (!message) throw new NotFoundError('webhooks.message: there is no event with this id.');
      return { id: messageId, message, deliveries: webhooks.deliveries.filter(({ id }) => id === messageId) };
    },
  }),
  'webhooks.deliveries': control({
    summary: 'Lists the attempts to deliver events with signature and answer, the newest first.',
    fields: {
      messageId: fields.text('Only those of this event'),
      after: fields.text('Only attempts after the one with this id, `delivery_…`'),
      ...pageFields,
    },
    changes: false,
    run({ webhooks }, { messageId, after, limit = 20, offset = 0 }): ControlPage<WebhookDelivery> {
      const later =
        after === undefined ? webhooks.deliveries : entriesAfter('webhooks.deliveries', webhooks.after(after));
      const found = later.filter(({ id }) => messageId === undefined || id === messageId).reverse();
      return controlPage(found.slice(offset, offset + limit), found.length);
    },
  }),
  'webhooks.resend': control({
    summary: 'Sends an event again to all endpoints that want it.',
    fields: { messageId: fields.required(fields.text('Id of the event')) },
    changes: true,
    run({ webhooks }, { messageId }): { readonly sent: true } {
      const message = webhooks.messageOf(messageId);
      if (!message) throw new EmulatorError('option_invalid', 'webhooks.resend: there is no event with this id.');
      // An endpoint that does not answer is tried for seconds; the deliveries show how it went.
      void webhooks.resend(message);
      return { sent: true };
    },
  }),
};
