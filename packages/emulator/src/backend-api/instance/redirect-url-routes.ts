import { redirectUrls as redirectUrlsEndpoints } from '@acme/backend/endpoints';
import type { RedirectUrlJSON } from '@acme/backend/wire';
import { NotFoundError, ParameterError } from '../../errors/api-error.js';
import { Collection, type Row } from '../../store/collection.js';
import type { Database } from '../../store/open-store.js';
import { deleted } from '../../http/deleted.js';
import { listAnswer } from '../../http/page-answer.js';
import { readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';

interface RedirectUrl {
  readonly url: string;
}

const collection = new Collection<RedirectUrl>('redirect_url', {
  idPrefix: 'ru',
  uniqueBy: ({ url }) => url,
  uniqueField: 'url',
});

export const redirectUrlRoutes = answers(redirectUrlsEndpoints, {
  getRedirectUrlList: async ({ query, db }) => {
    const { rows, total } = await collection.page(db, { page: readPage(query) });
    return listAnswer(query, rows.map(redirectUrlJSON), total);
  },
  getRedirectUrl: async ({ params, db }) => redirectUrlJSON(await requireUrl(db, params.redirectUrlId)),
  createRedirectUrl: async ({ body, ...instance }) => {
    const url = body.requiredString('url');
    if (!/^[a-z][a-z\d+.-]*:\/\/\S+$/i.test(url)) {
      throw new ParameterError('form_param_format_invalid', 'is invalid', 'url', 'url must be an absolute URL.');
    }
    return redirectUrlJSON(await collection.insert(instance, { url }));
  },
  deleteRedirectUrl: async ({ params, db }) => {
    const { id } = await requireUrl(db, params.redirectUrlId);
    await collection.delete(db, id);
    return deleted('redirect_url', id);
  },
});

async function requireUrl(db: Database, id: string): Promise<Row<RedirectUrl>> {
  const row = await collection.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No redirect URL was found with id ${id}.`);
}

function redirectUrlJSON(row: Row<RedirectUrl>): RedirectUrlJSON {
  return { object: 'redirect_url', id: row.id, url: row.url, created_at: row.createdAt, updated_at: row.updatedAt };
}
