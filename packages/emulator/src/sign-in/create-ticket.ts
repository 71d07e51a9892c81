import type { TicketRow } from '../store/tables.js';
import type { JsonObject } from '../store/json-object.js';
import type { Instance } from '../instance/instance.js';
import { derivedId } from '../instance/ids.js';
import { insertTicket } from './find-ticket.js';

const idPrefixes = { sign_in_token: 'sit', actor_token: 'act', agent_task: 'agent_task' } as const;

/** What a new ticket is made of. */
export interface NewTicket {
  readonly kind: TicketRow['kind'];
  readonly userId: string;
  readonly lifetimeSeconds: number;
  readonly actor?: JsonObject;
  readonly redirectUrl?: string;
  readonly agentName?: string;
  readonly sessionMaxDurationSeconds?: number | undefined;
}

/** Issues a ticket that signs its user in once. */
export async function createTicket(instance: Instance, wanted: NewTicket): Promise<TicketRow> {
  const now = instance.now();
  const ticket: TicketRow = {
    id: instance.createId(idPrefixes[wanted.kind]),
    kind: wanted.kind,
    userId: wanted.userId,
    token: instance.createId('ticket'),
    status: 'pending',
    actor: wanted.actor ?? null,
    redirectUrl: wanted.redirectUrl ?? null,
    agentId: wanted.agentName === undefined ? null : derivedId('agent', wanted.agentName),
    sessionMaxDurationSeconds: wanted.sessionMaxDurationSeconds ?? null,
    expiresAt: now + wanted.lifetimeSeconds * 1000,
    createdAt: now,
    updatedAt: now,
  };
  await insertTicket(instance.db, ticket);
  return ticket;
}

/** The address at which a browser uses up the ticket. */
export function ticketUrl(instance: Pick<Instance, 'url'>, ticket: TicketRow): string {
  const path = ticket.kind === 'agent_task' ? '/v1/agents/tasks' : '/v1/tickets/accept';
  return `${instance.url}${path}?ticket=${ticket.token}`;
}
