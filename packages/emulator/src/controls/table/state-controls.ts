import type { InstanceSettings } from '../../instance/settings-change.js';
import type { StoreDump } from '../../store/store-dump.js';
import { control } from '../control.js';
import { fields } from '../control-field.js';
import type { Snapshot } from '../snapshots.js';
import { controlPage, type ControlPage } from './control-page.js';

const name = fields.required(fields.name('Name of the snapshot'));

/** Controls of all data: settings, snapshots, export, import, seed and reset. */
export const stateControls = {
  'settings.get': control({
    summary: 'Shows the settings of the instance.',
    fields: {},
    changes: false,
    run: ({ settings }): Promise<InstanceSettings> => settings.get(),
  }),
  'settings.change': control({
    summary: 'Changes settings: objects may be given in part, lists are replaced.',
    fields: { change: fields.required(fields.json('The settings to change')) },
    changes: true,
    topic: 'settings',
    run: ({ settings }, { change }): Promise<InstanceSettings> => settings.update(change),
  }),
  'snapshots.list': control({
    summary: 'Lists the snapshots that this emulator keeps in memory.',
    fields: {},
    changes: false,
    run({ snapshots }): ControlPage<Snapshot> {
      const found = snapshots.list();
      return controlPage(found, found.length);
    },
  }),
  'snapshots.save': control({
    summary: 'Keeps a copy of all data under a name, in memory.',
    fields: { name },
    changes: true,
    topic: 'snapshots',
    run: ({ snapshots }, input): Promise<Snapshot> => snapshots.save(input.name),
  }),
  'snapshots.restore': control({
    summary: 'Replaces all data by those of a snapshot.',
    fields: { name },
    changes: true,
    topic: 'data',
    run: ({ snapshots }, input): Promise<Snapshot> => snapshots.restore(input.name),
  }),
  'snapshots.delete': control({
    summary: 'Deletes a snapshot.',
    fields: { name },
    changes: true,
    topic: 'snapshots',
    run({ snapshots }, input): { readonly deleted: true } {
      snapshots.delete(input.name);
      return { deleted: true };
    },
  }),
  'state.reset': control({
    summary: 'Restores the seed and the clock: everything since the start is deleted, with faults, log and inbox.',
    fields: {},
    changes: true,
    topic: 'data',
    async run({ state }): Promise<{ readonly reset: true }> {
      await state.reset();
      return { reset: true };
    },
  }),
  'state.export': control({
    summary: 'Exports all data, with passwords and secrets.',
    fields: {},
    changes: false,
    run: ({ state }): Promise<StoreDump> => state.export(),
  }),
  'state.import': control({
    summary: 'Replaces all data by an export, or nothing if there is an error in it.',
    fields: { dump: fields.required(fields.json('What the export answered')) },
    changes: true,
    topic: 'data',
    async run({ state }, { dump }): Promise<{ readonly imported: true }> {
      await state.import(dump);
      return { imported: true };
    },
  }),
  'state.seed': control({
    summary: 'Replaces all data by a seed, or nothing if there is an error in it. A reset returns to the start.',
    fields: {
      seed: fields.required(fields.document('The seed: YAML or JSON')),
      source: fields.name('Name of its file, for messages'),
    },
    changes: true,
    topic: 'data',
    async run({ state }, { seed, source = 'seed' }): Promise<{ readonly seeded: true }> {
      await state.seed(seed, source);
      return { seeded: true };
    },
  }),
};
