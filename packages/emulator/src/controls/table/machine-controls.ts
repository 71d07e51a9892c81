import type { APIKeyJSON, DeletedObjectJSON, MachineJSON } from '@acme/backend/wire';
import type { ControlContext } from '../control-context.js';
import { control } from '../control.js';
import { fields } from '../control-field.js';
import { controlPage, pageFields, type ControlPage } from './control-page.js';

const subject = 'User (id, e-mail address or user name) or organization (id)';

const subjectId = async (context: ControlContext, text: string) =>
  text.startsWith('org_') ? text : context.userId(text);

/** Controls of API keys and machines. */
export const machineControls = {
  'apiKeys.list': control({
    summary: 'Lists API keys, the newest first, without their secrets.',
    fields: { subject: fields.text(subject), ...pageFields },
    changes: false,
    async run(context, input): Promise<ControlPage<APIKeyJSON>> {
      const { limit = 20, offset = 0 } = input;
      const owner = input.subject === undefined ? undefined : await subjectId(context, input.subject);
      const { data, totalCount } = await context.apiKeys(owner, { limit, offset });
      return controlPage(data, totalCount);
    },
  }),
  'apiKeys.create': control({
    summary: 'Creates an API key; the answer is the only one that has its secret.',
    fields: {
      subject: fields.required(fields.text(subject)),
      name: fields.required(fields.text('Name')),
      scopes: fields.texts('Scopes'),
      expiresInSeconds: fields.number('Seconds until it expires; never if left out', { min: 1, max: 3_153_600_000 }),
    },
    changes: true,
    topic: 'data',
    run: async (context, input): Promise<APIKeyJSON & { readonly secret: string }> =>
      context.backend('POST /v1/api_keys', {
        body: {
          subject: await subjectId(context, input.subject),
          name: input.name,
          scopes: input.scopes,
          seconds_until_expiration: input.expiresInSeconds,
        },
      }),
  }),
  'apiKeys.revoke': control({
    summary: 'Revokes an API key.',
    fields: { apiKeyId: fields.required(fields.text('Id of the key')) },
    changes: true,
    topic: 'data',
    run: (context, { apiKeyId }): Promise<APIKeyJSON> =>
      context.backend(`POST /v1/api_keys/${encodeURIComponent(apiKeyId)}/revoke`),
  }),
  'machines.list': control({
    summary: 'Lists machines, the newest first.',
    fields: { query: fields.text('Text that occurs in a name'), ...pageFields },
    changes: false,
    async run(context, { query, limit = 20, offset = 0 }): Promise<ControlPage<MachineJSON>> {
      const found = await context.backend<{
        readonly data: readonly MachineJSON[];
        readonly total_count: number;
      }>('GET /v1/machines', { query: { query, limit, offset } });
      return controlPage(found.data, found.total_count);
    },
  }),
  'machines.create': control({
    summary: 'Creates a machine; the answer has its secret key.',
    fields: {
      name: fields.required(fields.text('Name')),
      scopedMachines: fields.texts('Ids of the machines that may verify its tokens'),
    },
    changes: true,
    topic: 'data',
    run: (context, { name, scopedMachines }): Promise<MachineJSON & { readonly secret_key: string }> =>
      context.backend('POST /v1/machines', { body: { name, scoped_machines: scopedMachines } }),
  }),
  'machines.delete': control({
    summary: 'Deletes a machine.',
    fields: { machineId: fields.required(fields.text('Id of the machine')) },
    changes: true,
    topic: 'data',
    run: (context, { machineId }): Promise<DeletedObjectJSON> =>
      context.backend(`DELETE /v1/machines/${encodeURIComponent(machineId)}`),
  }),
};
