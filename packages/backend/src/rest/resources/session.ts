import type { SessionActivityJSON, SessionJSON, SessionStatus } from '../../wire/session.js';
import { one, orNull, resource } from '../resource.js';

/** A session: one user, signed in on one client. */
export class Session {
  /** Identifier, `sess_…`. */
  declare readonly id: string;
  /** Browser or device it lives on, `client_…`. */
  declare readonly clientId: string;
  /** The user. */
  declare readonly userId: string;
  /** `active`, `pending`, `ended`, `expired`, `removed`, `replaced`, `revoked` or `abandoned`. */
  declare readonly status: SessionStatus;
  /** Last activity; Unix time in ms. */
  declare readonly lastActiveAt: number;
  /** When it ends at the latest; Unix time in ms. */
  declare readonly expireAt: number;
  /** When it is given up if it stays unused; Unix time in ms. */
  declare readonly abandonAt: number;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** Organization that was active last in this session. */
  declare readonly lastActiveOrganizationId?: string | undefined;
  /** Device and place of the last activity. */
  declare readonly latestActivity?: SessionActivity | undefined;
  /** The person who acts, if the user is impersonated. */
  declare readonly actor: Record<string, unknown> | null;
}

/** Device and place of the last activity in a session. */
export class SessionActivity {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Whether it is a mobile device. */
  declare readonly isMobile: boolean;
  /** IP address. */
  declare readonly ipAddress?: string | undefined;
  /** City, derived from the IP address. */
  declare readonly city?: string | undefined;
  /** Country, derived from the IP address. */
  declare readonly country?: string | undefined;
  /** Version of the browser. */
  declare readonly browserVersion?: string | undefined;
  /** Name of the browser. */
  declare readonly browserName?: string | undefined;
  /** Kind of device, for example `Macintosh`. */
  declare readonly deviceType?: string | undefined;
}

/** Reads `SessionActivityJSON`. */
export const sessionActivity = resource<SessionActivityJSON>()(undefined, SessionActivity, [
  'id',
  'isMobile',
  'ipAddress',
  'city',
  'country',
  'browserVersion',
  'browserName',
  'deviceType',
]);

/** Reads `SessionJSON`. */
export const session = resource<SessionJSON>()(
  'session',
  Session,
  [
    'id',
    'clientId',
    'userId',
    'status',
    'lastActiveAt',
    'expireAt',
    'abandonAt',
    'createdAt',
    'updatedAt',
    'lastActiveOrganizationId',
  ],
  {
    latestActivity: one(sessionActivity),
    actor: orNull(),
  },
);
