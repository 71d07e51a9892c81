import { isJsonObject, type JsonObject } from '../store/json-object.js';

/** Merges metadata as the service does: objects are merged deeply, null removes a key, any other value replaces. */
export function mergeMetadata(current: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(patch)) {
    const before = merged.get(key);
    if (value === null) merged.delete(key);
    else if (isJsonObject(value)) merged.set(key, mergeMetadata(isJsonObject(before) ? before : {}, value));
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}
