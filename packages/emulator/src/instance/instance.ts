import type { AppConnection } from './app-connection.js';
import type { Signer } from './signer.js';
import type { Database } from '../store/open-store.js';
import type { WebhookSender } from '../controls/webhooks.js';

/** What a person would find in a mailbox or on a phone; the emulator sends nothing, it only shows it. */
export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Everything a handler may use. Time, ids and mail come from here, never from globals, so that tests decide them. */
export interface Instance {
  /** Where browsers reach the emulator, e.g. `http://localhost:4500`. */
  readonly url: string;
  /** The address inside the publishable key; issuer of every token. */
  readonly frontendApi: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  /** What applications are told. */
  readonly connection: AppConnection;
  readonly cookieSuffix: string;
  readonly handshakeFormat: 'nonce' | 'token';
  readonly sessionTokenLifetimeSeconds: number;
  /** Origins beside loopback ones that may receive a session. */
  readonly allowedOrigins: readonly string[];
  /** Users to offer for a sign-in with one click, with the password they were seeded with. */
  readonly demoUsers: () => readonly DemoUser[];
  readonly db: Database;
  readonly signer: Signer;
  /** Unix time in ms. */
  readonly now: () => number;
  /** A fresh id such as `user_2x…`. */
  readonly createId: (prefix: string) => string;
  readonly deliver: (message: Message) => void;
  /** Throws for calls of the Backend API beyond the limit. */
  readonly countCall: () => void;
  /** Tells applications what happened; use `emit`. */
  readonly events: Pick<WebhookSender, 'send'>;
  readonly log: (line: string) => void;
}

/** A seeded user, with the password as the seed has it. */
export interface DemoUser {
  readonly id: string;
  /** The primary one; empty for a user with a user name only. */
  readonly emailAddress: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly username: string | null;
  readonly password: string | null;
}
