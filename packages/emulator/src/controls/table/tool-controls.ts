import { EmulatorError } from '../../errors/emulator-error.js';
import type { ControlContext } from '../control-context.js';
import { control } from '../control.js';
import { fields } from '../control-field.js';
import type { ListedFault } from '../faults.js';
import { controlPage, type ControlPage } from './control-page.js';

/** The time of the emulator. */
export interface ShownClock {
  /** Unix ms. */
  readonly now: number;
  /** The same as text, in UTC. */
  readonly time: string;
  /** How far it is ahead of the real time, in ms. */
  readonly aheadMs: number;
  readonly isFrozen: boolean;
}

function showClock({ clock }: ControlContext): ShownClock {
  const now = clock.now();
  return { now, time: new Date(now).toISOString(), aheadMs: Math.round(now - Date.now()), isFrozen: clock.isFrozen };
}

/** A control that changes the clock and answers its time. */
const turn = (summary: string, change: (context: ControlContext) => void) =>
  control({
    summary,
    fields: {},
    changes: true,
    run(context): ShownClock {
      change(context);
      return showClock(context);
    },
  });

const faultFields = {
  method: fields.text('HTTP method; every method if left out'),
  path: fields.text('Path; * is anything, {name} is one segment, /v1 before a name is optional. Default: every path'),
  times: fields.number('Number of calls that it affects; all if left out', { min: 1, max: Number.MAX_SAFE_INTEGER }),
  latencyMs: fields.number('Delay before the answer, in ms', { min: 0, max: 2 ** 31 - 1 }),
  status: fields.number('Status to answer instead of handling the request', { min: 200, max: 599 }),
  headers: fields.json('Headers of that answer'),
  body: fields.text('Body of that answer'),
  reset: fields.flag('Close the connection without an answer'),
  truncate: fields.flag('Close the connection in the middle of the answer'),
};

/** Controls of the clock and of faults. */
export const toolControls = {
  'clock.get': control({ summary: 'Shows the time of the emulator.', fields: {}, changes: false, run: showClock }),
  'clock.advance': control({
    summary: 'Moves the clock forward, or backward with a minus sign.',
    fields: { by: fields.required(fields.duration('How far, such as 90s, 15m, 2h or 3d; a number alone is ms')) },
    changes: true,
    run(context, { by }): ShownClock {
      context.clock.advance(by);
      return showClock(context);
    },
  }),
  'clock.set': control({
    summary: 'Sets the clock; it runs on from there.',
    fields: { time: fields.required(fields.text('Time, such as 2030-01-01T00:00:00Z, or Unix ms')) },
    changes: true,
    run(context, { time }): ShownClock {
      context.clock.set(/^\d+$/.test(time) ? Number(time) : time);
      return showClock(context);
    },
  }),
  'clock.freeze': turn('Stops the clock.', ({ clock }) => clock.freeze()),
  'clock.unfreeze': turn('Starts a stopped clock again.', ({ clock }) => clock.unfreeze()),
  'clock.reset': turn('Returns the clock to the real time.', ({ clock }) => clock.reset()),
  'faults.list': control({
    summary: 'Lists the faults, that which is applied first before the others.',
    fields: {},
    changes: false,
    run({ faults }): ControlPage<ListedFault> {
      const found = faults.list();
      return controlPage(found, found.length);
    },
  }),
  'faults.add': control({
    summary: 'Adds a fault to the answers of the emulator. The dashboard and the controls are never met by one.',
    fields: faultFields,
    changes: true,
    run: ({ faults }, { headers, ...fault }): { readonly id: string } => ({
      // The check of faults refuses headers that are no texts.
      id: faults.add({ ...fault, ...(headers && { headers: headers as Readonly<Record<string, string>> }) }).id,
    }),
  }),
  'faults.remove': control({
    summary: 'Removes a fault.',
    fields: { faultId: fields.required(fields.text('Id of the fault')) },
    changes: true,
    run({ faults }, { faultId }): { readonly removed: true } {
      if (faults.remove(faultId)) return { removed: true };
      throw new EmulatorError('option_invalid', 'faults.remove: there is no fault with this id.');
    },
  }),
  'faults.clear': control({
    summary: 'Removes all faults.',
    fields: {},
    changes: true,
    run({ faults }): { readonly cleared: true } {
      faults.clear();
      return { cleared: true };
    },
  }),
};
