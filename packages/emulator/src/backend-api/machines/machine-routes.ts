import { machines as machinesEndpoints } from '@acme/backend/endpoints';
import type { MachineJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { createMachineKey, machineCollection, requireMachine, type MachineRow } from '../../machines/machine.js';
import { deleted } from '../../http/deleted.js';
import { pageAnswer } from '../../http/page-answer.js';
import { readOrder, readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';

const hourSeconds = 60 * 60;

const orders = { name: 'name', created_at: 'createdAt' } as const;

export const machineRoutes = answers(machinesEndpoints, {
  get: async ({ params, ...instance }) => machineJSON(instance, await requireMachine(instance.db, params.machineId)),

  list: async ({ query, ...instance }) => {
    const text = query.get('query');
    const { rows, total } = await machineCollection.page(instance.db, {
      search: text ? { text, fields: ['name'] } : undefined,
      order: readOrder(query, orders, { by: 'createdAt', descending: true }),
      page: readPage(query),
    });
    return pageAnswer(await Promise.all(rows.map((row) => machineJSON(instance, row))), total);
  },

  create: async ({ body, ...instance }) => {
    const scopedMachineIds = body.strings('scoped_machines') ?? [];
    for (const id of scopedMachineIds) await requireMachine(instance.db, id);
    const machine = await machineCollection.insert(instance, {
      name: body.requiredString('name'),
      defaultTokenTtlSeconds: body.integer('default_token_ttl') ?? hourSeconds,
      secretKey: createMachineKey(instance),
      previousSecretKey: null,
      previousSecretKeyExpiresAt: 0,
      scopedMachineIds,
    });
    return { ...(await machineJSON(instance, machine)), secret_key: machine.secretKey };
  },

  update: async ({ params, body, ...instance }) => {
    const machine = await requireMachine(instance.db, params.machineId);
    const change = {
      name: body.string('name') ?? machine.name,
      defaultTokenTtlSeconds: body.integer('default_token_ttl') ?? machine.defaultTokenTtlSeconds,
    };
    return machineJSON(instance, await machineCollection.update(instance, machine, change));
  },

  delete: async ({ params, ...instance }) => {
    const machine = await requireMachine(instance.db, params.machineId);
    await machineCollection.delete(instance.db, machine.id);
    for (const other of await machineCollection.list(instance.db)) {
      if (!other.scopedMachineIds.includes(machine.id)) continue;
      await machineCollection.change(instance, other.id, ({ scopedMachineIds }) => ({
        scopedMachineIds: scopedMachineIds.filter((id) => id !== machine.id),
      }));
    }
    return deleted('machine', machine.id);
  },

  getSecretKey: async ({ params, db }) => ({
    object: 'machine_secret_key',
    secret: (await requireMachine(db, params.machineId)).secretKey,
  }),

  rotateSecretKey: async ({ params, body, ...instance }) => {
    const machine = await requireMachine(instance.db, params.machineId);
    const { secretKey } = await machineCollection.update(instance, machine, {
      secretKey: createMachineKey(instance),
      previousSecretKey: machine.secretKey,
      previousSecretKeyExpiresAt: instance.now() + (body.integer('previous_token_ttl') ?? 0) * 1000,
    });
    return { object: 'machine_secret_key', secret: secretKey };
  },

  createScope: async ({ params, body, ...instance }) => {
    const machine = await requireMachine(instance.db, params.machineId);
    const other = await requireMachine(instance.db, body.requiredString('to_machine_id'));
    await machineCollection.change(instance, machine.id, ({ scopedMachineIds }) => {
      if (!scopedMachineIds.includes(other.id)) return { scopedMachineIds: [...scopedMachineIds, other.id] };
      throw new ApiError(409, 'machine_scope_already_exists', 'The machine may call this one already.');
    });
    return {
      object: 'machine_scope',
      from_machine_id: machine.id,
      to_machine_id: other.id,
      created_at: instance.now(),
    };
  },

  deleteScope: async ({ params, ...instance }) => {
    const machine = await requireMachine(instance.db, params.machineId);
    const to = params.otherMachineId;
    await machineCollection.change(instance, machine.id, ({ scopedMachineIds }) => {
      if (!scopedMachineIds.includes(to)) throw new NotFoundError(`The machine has no scope for ${to}.`);
      return { scopedMachineIds: scopedMachineIds.filter((id) => id !== to) };
    });
    return { object: 'machine_scope', from_machine_id: machine.id, to_machine_id: to, deleted: true };
  },
});

function plainMachineJSON({ signer }: Instance, machine: MachineRow): Omit<MachineJSON, 'scoped_machines'> {
  return {
    object: 'machine',
    id: machine.id,
    name: machine.name,
    instance_id: signer.jwk.kid,
    created_at: machine.createdAt,
    updated_at: machine.updatedAt,
    default_token_ttl: machine.defaultTokenTtlSeconds,
  };
}

async function machineJSON(instance: Instance, machine: MachineRow): Promise<MachineJSON> {
  const scoped = await machineCollection.list(instance.db, { ids: machine.scopedMachineIds });
  return {
    ...plainMachineJSON(instance, machine),
    scoped_machines: scoped.map((other) => plainMachineJSON(instance, other)),
  };
}
