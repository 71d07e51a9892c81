import type { DeletedObjectJSON } from '../wire/deleted-object.js';
import type { ResourceReader } from './resource.js';
import { resourceReaders } from './resource-readers.js';
import { deletedObject } from './resources/deleted-object.js';

const readers: ReadonlyMap<unknown, ResourceReader<never, unknown>> = new Map(
  resourceReaders.map((reader) => [reader.object, reader]),
);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function decodeList(rows: readonly unknown[], totalCount: unknown): unknown {
  const data = rows.map(decodeObject);
  return totalCount === undefined ? data : { data, totalCount };
}

function decodeObject(json: unknown): unknown {
  if (!isRecord(json)) return json;
  // The reader of a deleted object accepts any fields.
  if ('object' in json && 'deleted' in json) return deletedObject.read(json as unknown as DeletedObjectJSON);
  if (json.object === 'total_count') return json.total_count;
  // Every reader accepts any JSON object; `object` selected this one.
  return readers.get(json.object)?.read(json as never) ?? json;
}

/**
 * An answer of the service as objects: lists become `{ data, totalCount }` (or an array, if the service gave no count),
 * known kinds become their class, everything else stays JSON.
 */
export function decode(json: unknown): unknown {
  if (Array.isArray(json)) return decodeList(json, undefined);
  if (!isRecord(json)) return json;
  if (Array.isArray(json.m2m_tokens)) return decodeList(json.m2m_tokens, json.total_count);
  if (Array.isArray(json.data)) return decodeList(json.data, json.total_count);
  return decodeObject(json);
}
