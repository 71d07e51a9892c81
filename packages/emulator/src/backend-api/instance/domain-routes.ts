import { domains as domainsEndpoints, proxyChecks as proxyChecksEndpoints } from '@acme/backend/endpoints';
import type { DomainJSON, ProxyCheckJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError, ParameterError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { instanceSettings } from '../../instance/instance-settings.js';
import { Collection, type Row } from '../../store/collection.js';
import type { Database } from '../../store/open-store.js';
import { deleted } from '../../http/deleted.js';
import { pageAnswer } from '../../http/page-answer.js';
import { answers } from '../backend-route.js';

interface Domain {
  readonly name: string;
  readonly proxyUrl: string | null;
}

/** Satellite domains; the primary one is the emulator's own address and is not stored. */
const satellites = new Collection<Domain>('domain', {
  idPrefix: 'dmn',
  uniqueBy: ({ name }) => name,
  uniqueField: 'name',
});

export const domainRoutes = answers(domainsEndpoints, {
  list: async (context) => {
    const rows = await satellites.list(context.db, { order: { by: 'createdAt', descending: false } });
    return pageAnswer(
      [await primaryJSON(context), ...(await Promise.all(rows.map((row) => domainJSON(context, row))))],
      rows.length + 1,
    );
  },
  add: async ({ body, ...instance }) => {
    if (body.boolean('is_satellite') !== true) {
      throw new ParameterError(
        'form_param_value_invalid',
        'is invalid',
        'is_satellite',
        'Only satellites can be added.',
      );
    }
    const proxyUrl = checkUrl(body.string('proxy_url'));
    const name = body.requiredString('name').trim().toLowerCase();
    return domainJSON(instance, await satellites.insert(instance, { name, proxyUrl }));
  },
  update: async ({ params, body, ...instance }) => {
    if (params.domainId === primaryId(instance)) return primaryJSON(instance);
    const row = await requireDomain(instance.db, params.domainId);
    const proxyUrl = body.fields['proxy_url'] === undefined ? row.proxyUrl : checkUrl(body.string('proxy_url'));
    return domainJSON(
      instance,
      await satellites.update(instance, row, { name: body.string('name')?.trim().toLowerCase() || row.name, proxyUrl }),
    );
  },
  delete: (context) => remove(context, context.params.domainId),
  deleteDomain: (context) => remove(context, context.params.domainId),
});

export const proxyCheckRoutes = answers(proxyChecksEndpoints, {
  verify: async ({ body, ...instance }): Promise<ProxyCheckJSON> => {
    const domainId = body.requiredString('domain_id');
    if (domainId !== primaryId(instance)) await requireDomain(instance.db, domainId);
    const proxyUrl = checkUrl(body.requiredString('proxy_url')) ?? '';
    const now = instance.now();
    // No request leaves this machine.
    return {
      object: 'proxy_check',
      id: instance.createId('proxchk'),
      domain_id: domainId,
      last_run_at: now,
      proxy_url: proxyUrl,
      successful: true,
      created_at: now,
      updated_at: now,
    };
  },
});

const primaryId = ({ signer }: Pick<Instance, 'signer'>) => signer.jwk.kid.replace(/^ins_/, 'dmn_');

async function remove(instance: Instance, id: string): Promise<object> {
  if (id === primaryId(instance))
    throw new ApiError(403, 'operation_not_allowed_on_primary_domain', 'The primary domain cannot be deleted.');
  await requireDomain(instance.db, id);
  await satellites.delete(instance.db, id);
  return deleted('domain', id);
}

function checkUrl(text: string | null | undefined): string | null {
  if (!text) return null;
  if (URL.canParse(text)) return text;
  throw new ParameterError('form_param_format_invalid', 'is invalid', 'proxy_url', 'proxy_url must be a URL.');
}

async function requireDomain(db: Database, id: string): Promise<Row<Domain>> {
  const row = await satellites.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No domain was found with id ${id}.`);
}

async function primaryJSON(instance: Instance): Promise<DomainJSON> {
  const { general } = await instanceSettings(instance);
  return {
    object: 'domain',
    id: primaryId(instance),
    name: new URL(instance.url).host,
    is_satellite: false,
    frontend_api_url: instance.frontendApi,
    accounts_portal_url: instance.url,
    development_origin: general.development_origin ?? '',
    cname_targets: [],
  };
}

async function domainJSON(instance: Instance, row: Row<Domain>): Promise<DomainJSON> {
  return {
    ...(await primaryJSON(instance)),
    id: row.id,
    name: row.name,
    is_satellite: true,
    ...(row.proxyUrl !== null && { proxy_url: row.proxyUrl }),
  };
}
