import type { MachineJSON, MachineScopeJSON, MachineSecretKeyJSON } from '../../wire/machine.js';
import { listOf, resource } from '../resource.js';

/** One of your services that calls others or is called. */
export class Machine {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** Instance it belongs to. */
  declare readonly instanceId: string;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** Machines it may talk to. */
  declare readonly scopedMachines: Machine[];
  /** Life of its tokens in seconds, unless the call sets another. */
  declare readonly defaultTokenTtl: number;
  /** Secret key of the machine, `ak_…`; only in the answer that created it. */
  declare readonly secretKey?: string | undefined;
}

/** Allows one machine to call another. */
export class MachineScope {
  /** Machine that may call. */
  declare readonly fromMachineId: string;
  /** Machine that may be called. */
  declare readonly toMachineId: string;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt?: number | undefined;
  /** Whether the scope was removed. */
  declare readonly deleted?: boolean | undefined;
}

/** Secret key of a machine. */
export class MachineSecretKey {
  /** Secret key of the machine, `ak_…`. */
  declare readonly secret: string;
}

/** Reads a machine inside another one: the service leaves out its own scopes and secret. */
const scopedMachine = resource<Omit<MachineJSON, 'scoped_machines'>>()(
  'machine',
  Machine,
  ['id', 'name', 'instanceId', 'createdAt', 'updatedAt', 'defaultTokenTtl'],
  {
    scopedMachines: () => [],
    secretKey: () => undefined,
  },
);

/** Reads `MachineJSON`. */
export const machine = resource<MachineJSON>()(
  'machine',
  Machine,
  ['id', 'name', 'instanceId', 'createdAt', 'updatedAt', 'defaultTokenTtl', 'secretKey'],
  {
    scopedMachines: listOf(scopedMachine),
  },
);

/** Reads `MachineScopeJSON`. */
export const machineScope = resource<MachineScopeJSON>()('machine_scope', MachineScope, [
  'fromMachineId',
  'toMachineId',
  'createdAt',
  'deleted',
]);

/** Reads `MachineSecretKeyJSON`. */
export const machineSecretKey = resource<MachineSecretKeyJSON>()('machine_secret_key', MachineSecretKey, ['secret']);
