import { decode } from '@acme/backend/resources';
import { toLegacyList } from '../legacy-list.js';
import { addOldNames } from '../resources/add-old-names.js';

/** Makes resources of an answer of the Backend API, as 4.x did: lists are arrays, unknown objects stay as they are. */
export function deserialize(json: unknown): unknown {
  const answer = toLegacyList(decode(json), 'array');
  addOldNames(answer, 'array');
  return answer;
}
