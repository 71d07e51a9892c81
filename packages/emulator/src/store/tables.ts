import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { JsonObject } from './json-object.js';

const json = () => text({ mode: 'json' }).$type<JsonObject>();
const flag = () => integer({ mode: 'boolean' }).notNull();
/** Unix time in ms. */
const time = () => integer();

export const users = sqliteTable(
  'users',
  {
    id: text().primaryKey(),
    externalId: text().unique(),
    username: text().unique(),
    firstName: text(),
    lastName: text(),
    locale: text(),
    timezone: text(),
    passwordDigest: text(),
    passwordUpdatedAt: time(),
    /** When the password was marked as compromised. */
    passwordCompromisedAt: time(),
    primaryEmailAddressId: text(),
    primaryPhoneNumberId: text(),
    imageId: text(),
    publicMetadata: json().notNull(),
    privateMetadata: json().notNull(),
    unsafeMetadata: json().notNull(),
    banned: flag(),
    locked: flag(),
    deleteSelfEnabled: flag(),
    createOrganizationEnabled: flag(),
    createOrganizationsLimit: integer(),
    legalAcceptedAt: time(),
    lastSignInAt: time(),
    lastActiveAt: time(),
    createdAt: time().notNull(),
    updatedAt: time().notNull(),
  },
  (table) => [index('users_created_at').on(table.createdAt)],
);

export const emailAddresses = sqliteTable(
  'email_addresses',
  {
    id: text().primaryKey(),
    userId: text().notNull(),
    emailAddress: text().notNull().unique(),
    verified: flag(),
    verificationStrategy: text().notNull(),
    createdAt: time().notNull(),
    updatedAt: time().notNull(),
  },
  (table) => [index('email_addresses_user').on(table.userId)],
);

export const clients = sqliteTable('clients', {
  id: text().primaryKey(),
  /** Value of the emulator's own cookie; the id itself is no secret, the Backend API shows it. */
  token: text().notNull().unique(),
  lastActiveSessionId: text(),
  lastAuthenticationStrategy: text(),
  signInId: text(),
  signUpId: text(),
  /** The page that the last handshake came from; sign-in pages without a return address use it. */
  askedFrom: text(),
  askedFromUntil: time(),
  createdAt: time().notNull(),
  /** When a session began or ended last; the source of `__client_uat`. */
  sessionsChangedAt: time().notNull(),
  updatedAt: time().notNull(),
});

export const devBrowsers = sqliteTable('dev_browsers', {
  id: text().primaryKey(),
  clientId: text().notNull(),
  createdAt: time().notNull(),
});

export const sessions = sqliteTable('sessions', {
  id: text().primaryKey(),
  clientId: text().notNull(),
  userId: text().notNull(),
  status: text({
    enum: ['active', 'pending', 'revoked', 'ended', 'expired', 'removed', 'abandoned', 'replaced'],
  }).notNull(),
  actor: json(),
  refreshToken: text().notNull(),
  lastActiveOrganizationId: text(),
  /** When the user proved a first factor last, since the sign-in; null: at the sign-in. */
  firstFactorVerifiedAt: time(),
  /** When the user proved a second factor last; null: never. */
  secondFactorVerifiedAt: time(),
  /** Address of the request that signed in; null: no request did. */
  ipAddress: text(),
  userAgent: text(),
  lastActiveAt: time().notNull(),
  expireAt: time().notNull(),
  abandonAt: time().notNull(),
  createdAt: time().notNull(),
  updatedAt: time().notNull(),
});

/** Results of handshakes, which the application fetches once. */
export const handshakes = sqliteTable('handshakes', {
  nonce: text().primaryKey(),
  directives: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  expiresAt: time().notNull(),
});

/** Sign-in tokens, actor tokens and agent tasks: each is a ticket that starts one session. */
export const tickets = sqliteTable('tickets', {
  id: text().primaryKey(),
  kind: text({ enum: ['sign_in_token', 'actor_token', 'agent_task'] }).notNull(),
  userId: text().notNull(),
  token: text().notNull().unique(),
  status: text({ enum: ['pending', 'accepted', 'revoked'] }).notNull(),
  actor: json(),
  redirectUrl: text(),
  agentId: text(),
  sessionMaxDurationSeconds: integer(),
  expiresAt: time().notNull(),
  createdAt: time().notNull(),
  updatedAt: time().notNull(),
});

/** Sign-ins and sign-ups in progress in a browser. */
export const attempts = sqliteTable('attempts', {
  id: text().primaryKey(),
  kind: text({ enum: ['sign_in', 'sign_up'] }).notNull(),
  clientId: text().notNull(),
  status: text().notNull(),
  userId: text(),
  data: json().notNull(),
  createdSessionId: text(),
  createdAt: time().notNull(),
  updatedAt: time().notNull(),
});

/**
 * All other data: organizations, machines, templates and so on. Each kind has its
 * own TypeScript type in the file that owns it; see `collection.ts`.
 */
export const documents = sqliteTable(
  'documents',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    /** Id of the owner, such as the organization of a membership; empty for rows of the instance. */
    scope: text().notNull(),
    /** Unique among all documents; null for rows that need not be unique. */
    uniqueKey: text().unique(),
    data: json().notNull(),
    createdAt: time().notNull(),
    updatedAt: time().notNull(),
  },
  (table) => [index('documents_kind_scope').on(table.kind, table.scope)],
);

/** All tables, in no particular order: there are no foreign keys. */
export const tables = [
  users,
  emailAddresses,
  clients,
  devBrowsers,
  sessions,
  handshakes,
  tickets,
  attempts,
  documents,
] as const;

export type UserRow = typeof users.$inferSelect;
export type EmailAddressRow = typeof emailAddresses.$inferSelect;
export type ClientRow = typeof clients.$inferSelect;
export type SessionRow = typeof sessions.$inferSelect;
export type TicketRow = typeof tickets.$inferSelect;
export type AttemptRow = typeof attempts.$inferSelect;
