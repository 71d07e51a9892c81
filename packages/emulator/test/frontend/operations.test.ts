import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../src/frontend-api/check-operation-fields.js';
import { frontendCalls, frontendVisits } from '../../src/frontend-api/frontend-calls.js';
import { laterOperations } from '../../src/frontend-api/later-operations.js';
import { notEmulated } from '../../src/frontend-api/not-emulated.js';
import { operationFields } from '../../src/frontend-api/operation-fields.js';
import { operations, type OperationId } from '../../src/frontend-api/operations.js';
import { createEmulator, type Emulator } from '../../src/index.js';
import { frontendApi } from '../openapi/frontend-api.js';
import { BrowserClient, type CallAnswer, type Form } from './browser-client.js';

const origin = 'http://localhost:3000';
const log: string[] = [];
let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator({ log: (line) => log.push(line) });
});
beforeEach(async () => {
  await emulator.reset();
  log.length = 0;
});
afterAll(() => emulator.close());

const refused: ReadonlySet<string> = new Set(Object.keys(notEmulated));
const rows = Object.entries(operations).map(([id, route]) => {
  const [method = '', path = ''] = route.split(' ');
  return {
    id: id as OperationId,
    method,
    path,
    called: path.replace(/\{(\w+)\}/g, (_, name: string) => `${name}_made_up`),
  };
});

const changes = rows.filter(({ id, method }) => Object.hasOwn(frontendCalls, id) && method !== 'GET');
const wrongType = 'form_param_format_invalid';

/** Text that the service reads as JSON. */
const json = new Set(['unsafe_metadata', 'saml_attribute_mapping']);

/** A field as `operation-fields.ts` writes it. */
function describeField([name, schema]: [string, { readonly type?: unknown; readonly format?: unknown }]): string {
  const types = [schema.type].flat();
  if (schema.format === 'binary') return `${name}:file`;
  if (types.includes('boolean')) return `${name}:flag`;
  if (types.includes('number')) return `${name}:number`;
  if (types.includes('array')) return `${name}:texts`;
  return json.has(name) ? `${name}:object` : name;
}

/** Programs call these with the credentials of an OAuth client, and get the errors of RFC 6749. */
const ofOAuthClients = new Set(['/oauth/token', '/oauth/userinfo', '/oauth/token_info', '/oauth/token/revoke']);

function expectCrossOrigin({ headers }: { readonly headers: Headers }): void {
  expect(headers.get('access-control-allow-origin')).toBe(origin);
  expect(headers.get('access-control-allow-credentials')).toBe('true');
}

function expectErrorShape({ body }: CallAnswer): void {
  const error = {
    code: expect.any(String) as string,
    message: expect.any(String) as string,
    long_message: expect.any(String) as string,
    meta: expect.any(Object) as object,
  };
  expect(body).toEqual({ errors: [error], clerk_trace_id: expect.any(String) as string });
  expect(JSON.stringify(body)).not.toContain('has no route');
}

const isPage = ({ headers }: CallAnswer) => headers.get('content-type')?.startsWith('text/html') ?? false;

function expectAnswered(answer: CallAnswer, { id, path }: (typeof rows)[number]): void {
  // A page is for people: scripts of other pages may not read it.
  if (isPage(answer)) {
    expect(Object.keys(frontendVisits)).toContain(id);
    return;
  }
  expectCrossOrigin(answer);
  if (refused.has(id)) {
    expect([answer.status, answer.code]).toEqual([501, 'not_emulated']);
    expect(log.filter((line) => line.startsWith('501 '))).toHaveLength(1);
  } else expect(answer.status).toBeLessThan(500);
  if (answer.status >= 400 && !ofOAuthClients.has(path)) expectErrorShape(answer);
}

describe('the operations of the Frontend API', () => {
  it('are those of the description, and later ones', () => {
    const described = frontendApi.operations.map(({ operation, method, path }) => [operation, `${method} ${path}`]);
    expect({ ...Object.fromEntries(described), ...laterOperations }).toEqual(operations);
    expect(described).toHaveLength(Object.keys(operations).length - Object.keys(laterOperations).length);
  });

  it.each(changes)('$id has the fields of the description', ({ id }) => {
    const { body } = frontendApi.operations.find(({ operation }) => operation === id) ?? {};
    const fields: { readonly [Id in OperationId]?: string } = operationFields;
    const described = body && 'properties' in body ? Object.entries(body.properties as object).map(describeField) : [];
    expect(fields[id]?.trim().split(/\s+/) ?? []).toEqual(described);
  });

  it.each(rows)('$id answers a browser that is signed in', async (row) => {
    const browser = new BrowserClient(emulator, { origin });
    await browser.signIn('ada@example.com', 'ada-demo-password');
    const answer = await browser.call(row.method, row.called);
    expectAnswered(answer, row);
    if (!ofOAuthClients.has(row.path) && !isPage(answer)) expect(answer.status).not.toBe(401);
  });

  it.each(rows)('$id answers a browser that is signed out', async (row) => {
    expectAnswered(await new BrowserClient(emulator, { origin }).call(row.method, row.called), row);
  });

  it.each(changes)('$id accepts no other fields, and no values of another type', async (row) => {
    const browser = new BrowserClient(emulator, { origin });
    await browser.signIn('ada@example.com', 'ada-demo-password');
    const refused = async (form: Form, code: string): Promise<void> => {
      const answer = await browser.call(row.method, row.called, { form });
      expect([answer.status, answer.code, answer.parameter]).toEqual([422, code, Object.keys(form)[0]]);
    };
    await refused({ surplus: '' }, 'form_param_unknown');
    for (const [name, type] of fieldsOf(row.id)) {
      if (type !== 'texts') await refused({ [name]: ['a', 'b'] }, type === 'file' ? 'form_param_missing' : wrongType);
      if (type === 'flag' || type === 'number' || type === 'object') await refused({ [name]: 'perhaps' }, wrongType);
    }
  });

  it('answer a preflight', async () => {
    for (const { method, called } of rows) {
      const answer = await fetch(emulator.url + called, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': method },
      });
      expect(answer.status).toBe(204);
      expectCrossOrigin(answer);
      expect(answer.headers.get('access-control-allow-methods')).toContain(method);
    }
  });

  it.each([
    ['/accounts.dev/v1/client', 200],
    ['//v1/client', 200],
    ['/v1/client/', 200],
    ['//accounts.dev//v1/client/', 200],
    // Without a subject.
    ['//api_keys', 422],
  ])('are found at %s', async (path, status) => {
    const browser = new BrowserClient(emulator, { origin });
    await browser.signIn('ada@example.com', 'ada-demo-password');
    const answer = await browser.get(path);
    expectCrossOrigin(answer);
    expect(answer.status).toBe(status);
  });
});

describe('other paths', () => {
  it.each(['/v1/nothing', '/v1', '/v1/me/nothing', '/v1/organizations/org_1/nothing', '/v2/x', '/nope', '//nope//x/'])(
    '%s answer in the form of the service',
    async (path) => {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const response = await fetch(emulator.url + path, { method, headers: { origin } });
        expect(response.status, method).toBeGreaterThanOrEqual(400);
        expect(response.status, method).toBeLessThan(500);
        expectCrossOrigin(response);
        const body = (await response.json()) as { readonly errors: readonly { readonly code: string }[] };
        expect(body).toMatchObject({ errors: [{ long_message: expect.any(String) as string }] });
        expect(body).toHaveProperty('clerk_trace_id');
      }
      const preflight = await fetch(emulator.url + path, { method: 'OPTIONS', headers: { origin } });
      expect(preflight.status).toBe(204);
      expectCrossOrigin(preflight);
    },
  );

  it('let browsers read injected faults', async () => {
    const faults = [
      { status: 500 },
      { status: 429, headers: { 'retry-after': '1' } },
      { body: { a: 1 }, latencyMs: 1 },
      { status: 503, truncate: true },
    ];
    for (const fault of faults) {
      const active = emulator.faults.add({ path: '/v1/client', ...fault });
      const response = await fetch(`${emulator.url}/v1/client`, { headers: { origin } });
      expect(response.status).toBe(fault.status ?? 200);
      expectCrossOrigin(response);
      expect(active.hits).toBe(1);
      active.remove();
    }
  });

  it('keep pages of other origins out', async () => {
    const headers = { origin: 'https://other.example' };
    const changed = await fetch(`${emulator.url}/v1/client`, { method: 'POST', headers });
    expect(changed.status).toBe(403);
    const read = await fetch(`${emulator.url}/v1/environment`, { headers });
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
  });
});
