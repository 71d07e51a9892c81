import { NotFoundError } from '../../errors/api-error.js';
import { replayAsCurl } from '../replay-as-curl.js';
import { control } from '../control.js';
import { fields } from '../control-field.js';
import type { LoggedRequest } from '../request-log.js';
import { controlPage, entriesAfter, pageFields, type ControlPage } from './control-page.js';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Controls of the request log. */
export const requestControls = {
  'requests.list': control({
    summary: 'Lists the requests to the emulator, the newest first.',
    fields: {
      method: fields.choice('HTTP method', methods),
      path: fields.text('Path, or a part of it'),
      status: fields.number('Status of the answer; 4 and 5 stand for all errors of that class', { min: 1, max: 599 }),
      since: fields.number('Only requests at this time or later, Unix ms', { min: 0, max: Number.MAX_SAFE_INTEGER }),
      after: fields.text('Only requests after the one with this id'),
      ...pageFields,
    },
    changes: false,
    run({ requests }, { method, path, status, since = 0, after, limit = 20, offset = 0 }): ControlPage<LoggedRequest> {
      const later = after === undefined ? requests.all : entriesAfter('requests.list', requests.after(after));
      const found = later
        .filter(
          (entry) =>
            entry.at >= since &&
            (method === undefined || entry.method === method) &&
            (path === undefined || entry.path.includes(path)) &&
            (status === undefined || entry.status === status || Math.floor(entry.status / 100) === status),
        )
        .reverse();
      return controlPage(found.slice(offset, offset + limit), found.length);
    },
  }),
  'requests.get': control({
    summary: 'Shows a request, with a curl command that sends it again.',
    fields: { requestId: fields.required(fields.text('Id of the request')) },
    changes: false,
    run({ requests, instance }, { requestId }): LoggedRequest & { readonly curl: string } {
      const found = requests.all.find(({ id }) => id === requestId);
      if (found) return { ...found, curl: replayAsCurl(found, instance.url) };
      throw new NotFoundError('requests.get: there is no request with this id.');
    },
  }),
  'requests.clear': control({
    summary: 'Empties the request log.',
    fields: {},
    changes: true,
    run({ requests }): { readonly cleared: true } {
      requests.clear();
      return { cleared: true };
    },
  }),
};
