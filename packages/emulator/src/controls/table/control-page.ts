import { EmulatorError } from '../../errors/emulator-error.js';
import { fields } from '../control-field.js';

/** A part of a list. */
export interface ControlPage<Item> {
  readonly data: readonly Item[];
  /** Number of all items that fit. */
  readonly totalCount: number;
}

/** A part of a list, as {@link controlPage} fields name it. */
export function controlPage<Item>(data: readonly Item[], totalCount: number): ControlPage<Item> {
  return { data, totalCount };
}

/** The fields of lists. */
export const pageFields = {
  limit: fields.number('How many to show, 20 if left out', { min: 1, max: 500 }),
  offset: fields.number('How many to skip', { min: 0, max: 1_000_000_000 }),
};

/** The entries of a log after one of them. @throws {EmulatorError} `option_invalid` if it is undefined: there never was such an entry */
export function entriesAfter<Entry>(control: string, found: readonly Entry[] | undefined): readonly Entry[] {
  if (found) return found;
  throw new EmulatorError('option_invalid', `${control}: after must be an id that this list has, or had.`);
}
