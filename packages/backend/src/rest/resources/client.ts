import type { ClientJSON, LastAuthenticationStrategy } from '../../wire/client.js';
import { listOf, resource } from '../resource.js';
import type { Session } from './session.js';
import { session } from './session.js';

/** A browser or device, with its sessions. */
export class Client {
  /** Identifier, `client_…`. */
  declare readonly id: string;
  /** Identifiers of the sessions of this browser or device. */
  declare readonly sessionIds: string[];
  /** Sessions of this browser or device, ended ones included while they are kept. */
  declare readonly sessions: Session[];
  /** Sign-in in progress. */
  declare readonly signInId: string | null;
  /** Sign-up in progress. */
  declare readonly signUpId: string | null;
  /** Session used last. */
  declare readonly lastActiveSessionId: string | null;
  /** How the person signed in last on this device. */
  declare readonly lastAuthenticationStrategy: LastAuthenticationStrategy | null;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Reads `ClientJSON`. */
export const client = resource<ClientJSON>()(
  'client',
  Client,
  [
    'id',
    'sessionIds',
    'signInId',
    'signUpId',
    'lastActiveSessionId',
    'lastAuthenticationStrategy',
    'createdAt',
    'updatedAt',
  ],
  {
    sessions: listOf(session),
  },
);
