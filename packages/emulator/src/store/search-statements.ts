import { sql, type SQL } from 'drizzle-orm';
import { containsText } from './contains-text.js';
import { users } from './tables.js';

/** The searchable texts of a user, one per line. `row` is the alias of a row of `users`. */
const textOf = (row: string) => `
  ${row}."id" || char(10) || coalesce(${row}."externalId", '') || char(10) || coalesce(${row}."username", '') || char(10) ||
  coalesce(${row}."firstName", '') || ' ' || coalesce(${row}."lastName", '') || char(10) ||
  coalesce((SELECT group_concat("emailAddress", char(10)) FROM "email_addresses" WHERE "userId" = ${row}."id"), '') || char(10) ||
  coalesce((SELECT group_concat(json_extract("data", '$.phoneNumber'), char(10)) FROM "documents"
    WHERE "kind" = 'phone_number' AND "scope" = ${row}."id"), '')`;

const refresh = (userId: string) => `
  UPDATE "users_search" SET "text" = (SELECT ${textOf('u')} FROM "users" u WHERE u."id" = ${userId})
  WHERE rowid = (SELECT rowid FROM "users" WHERE "id" = ${userId});`;

const trigger = (name: string, event: string, when: string, body: string) =>
  `CREATE TRIGGER IF NOT EXISTS "search_${name}" AFTER ${event} ${when} BEGIN ${body} END`;

/** A trigram index, so that a search for part of a word need not scan all users; triggers keep it current. */
export const searchStatements: readonly string[] = [
  `CREATE VIRTUAL TABLE IF NOT EXISTS "users_search" USING fts5("text", tokenize = 'trigram')`,
  trigger(
    'user_added',
    'INSERT ON "users"',
    '',
    `INSERT INTO "users_search" (rowid, "text") VALUES (new.rowid, ${textOf('new')});`,
  ),
  trigger('user_changed', 'UPDATE ON "users"', '', refresh('new."id"')),
  trigger('user_gone', 'DELETE ON "users"', '', `DELETE FROM "users_search" WHERE rowid = old.rowid;`),
  trigger('email_added', 'INSERT ON "email_addresses"', '', refresh('new."userId"')),
  trigger('email_changed', 'UPDATE ON "email_addresses"', '', refresh('new."userId"')),
  trigger('email_gone', 'DELETE ON "email_addresses"', '', refresh('old."userId"')),
  trigger('phone_added', 'INSERT ON "documents"', `WHEN new."kind" = 'phone_number'`, refresh('new."scope"')),
  trigger('phone_changed', 'UPDATE ON "documents"', `WHEN new."kind" = 'phone_number'`, refresh('new."scope"')),
  trigger('phone_gone', 'DELETE ON "documents"', `WHEN old."kind" = 'phone_number'`, refresh('old."scope"')),
];

/** Condition for users that contain the text, in any letter case. */
export function foundBySearch(text: string): SQL {
  return sql`${users}.rowid IN (SELECT rowid FROM users_search WHERE ${containsText(sql`text`, text)})`;
}
