import { sql, type AnyColumn, type SQL } from 'drizzle-orm';

/**
 * Condition for rows whose column contains a text, in any letter case. `LIKE` reads its pattern up to a NUL, so that a text with one would
 * match everything; no column contains such a text.
 */
export function containsText(column: AnyColumn | SQL, text: string): SQL {
  if (text.includes('\0')) return sql`0`;
  const escaped = text.replace(/[\\%_]/g, '\\$&');
  const pattern = `%${escaped}%`;
  // The trigram index of the search is used only without an escape character.
  return escaped === text ? sql`${column} LIKE ${pattern}` : sql`${column} LIKE ${pattern} ESCAPE '\\'`;
}
