import type { AppConnection } from './app-connection.js';
import type { Signer } from './signer.js';
import type { Requester } from './requester.js';
import type { RequestTrace } from './request-trace.js';
import type { Database } from '../store/open-store.js';
import type { WebhookMessage } from './webhook-message.js';

/** An e-mail or text message. The emulator sends none, it only logs them. */
export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Everything a handler may use. Time, ids and mail come from here, never from globals, so that tests can control them. */
export interface Instance {
  /** Where browsers reach the emulator, e.g. `http://localhost:4500`. */
  readonly url: string;
  /** The address inside the publishable key; issuer of every token. */
  readonly frontendApi: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  /** How applications reach this emulator. */
  readonly connection: AppConnection;
  readonly cookieSuffix: string;
  readonly handshakeFormat: 'nonce' | 'token';
  readonly sessionTokenLifetimeSeconds: number;
  /** Origins that may receive a session, in addition to loopback ones. */
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
  /** Counts a call of the Backend API. @throws {RateLimitError} beyond the limit */
  readonly countCall: () => void;
  /** Delivers events to applications; call `emit`, which builds the message. */
  readonly events: { send(message: WebhookMessage): void };
  readonly log: (line: string) => void;
  /** Who made the request that is answered; undefined outside of requests, such as in test controls. */
  readonly requester?: Requester | undefined;
  /** What the answer to the current request says about itself, for the request log. */
  readonly trace?: RequestTrace | undefined;
}

/** A seeded user, with the password as the seed has it. */
export interface DemoUser {
  readonly id: string;
  /** The primary address; empty for a user who has only a user name. */
  readonly emailAddress: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly username: string | null;
  readonly password: string | null;
}
