/** A JSON object of any form. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object, false for arrays and everything else. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
