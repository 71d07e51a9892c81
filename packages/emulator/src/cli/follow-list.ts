import pc from 'picocolors';
import type { ControlName } from '../controls/control-table.js';
import type { LoggedRequest } from '../controls/request-log.js';
import { isJsonObject, type JsonObject } from '../store/json-object.js';
import type { EmulatorClient } from './emulator-client.js';
import { formatDelivery } from './format-delivery.js';
import { formatMessage } from './format-message.js';
import { formatRequest } from './format-request.js';

interface FollowedList {
  /** The topic of its changes. */
  readonly topic: string;
  /** The field that says which entry it is. */
  readonly idField: string;
  /** An entry in lines for people. */
  readonly format: (entry: JsonObject) => string;
}

/** The lists that can be followed. */
const followedLists: Partial<Readonly<Record<ControlName, FollowedList>>> = {
  'requests.list': {
    topic: 'requests',
    idField: 'id',
    // Of an emulator of this version.
    format: (entry) => formatRequest(entry as unknown as LoggedRequest, 'reasons') ?? '',
  },
  'inbox.list': { topic: 'inbox', idField: 'id', format: formatMessage },
  'webhooks.deliveries': { topic: 'webhooks', idField: 'deliveryId', format: formatDelivery },
};

/** Whether a list can be followed. */
export const isFollowed = (name: ControlName): boolean => followedLists[name] !== undefined;

/** As many as one answer has. */
const limit = 500;

/** Prints the entries of a list that fit, and each further one, until the emulator or a person ends it. */
export async function followList(
  client: EmulatorClient,
  name: ControlName,
  { wanted, asJson }: { readonly wanted: JsonObject; readonly asJson: boolean },
): Promise<void> {
  const list = followedLists[name];
  if (!list) return;
  let last: string | undefined;
  const print = (entries: readonly JsonObject[]) => {
    for (const entry of entries) process.stdout.write(asJson ? `${JSON.stringify(entry)}\n` : list.format(entry));
    const id = entries.at(-1)?.[list.idField];
    if (typeof id === 'string') last = id;
  };
  for await (const topic of client.changes()) {
    if (topic === 'connected') print(await find(client, name, wanted));
    else if (topic === list.topic) {
      const further = { ...wanted, ...(last !== undefined && { after: last }) };
      print(await findLater(client, name, { idField: list.idField, wanted: further }));
    }
  }
  process.stderr.write(`${pc.dim('The emulator has ended.')}\n`);
}

/** A part of a list, the newest last. */
async function find(client: EmulatorClient, name: ControlName, input: JsonObject): Promise<readonly JsonObject[]> {
  const answer = await client.call(name, input);
  const data = isJsonObject(answer) && Array.isArray(answer['data']) ? answer['data'] : [];
  return data.filter(isJsonObject).reverse();
}

/** All entries after one of them: more than one answer has, if much happened at once. */
async function findLater(
  client: EmulatorClient,
  name: ControlName,
  { idField, wanted }: { readonly idField: string; readonly wanted: JsonObject },
): Promise<readonly JsonObject[]> {
  let found: readonly JsonObject[] = [];
  for (let offset = 0; ; offset += limit) {
    const part = await find(client, name, { ...wanted, offset, limit });
    // Entries that came in between have moved the others.
    const known = new Set(found.map((entry) => entry[idField]));
    found = [...part.filter((entry) => !known.has(entry[idField])), ...found];
    if (part.length < limit) return found;
  }
}
