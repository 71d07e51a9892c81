import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as groups from '../../src/endpoints.js';
import { endpointGroups } from '../../src/rest/endpoint-groups.js';
import type { Row } from '../../src/rest/endpoint-group.js';

const { operations } = JSON.parse(
  readFileSync(new URL('../vectors/openapi-operations.json', import.meta.url), 'utf8'),
) as { readonly operations: readonly string[] };
const recordings = JSON.parse(readFileSync(new URL('../vectors/rest-wire.json', import.meta.url), 'utf8')) as readonly {
  readonly api: string;
  readonly method: string;
}[];

/** Names in braces differ between the two; their places do not. */
const shape = (route: string) => route.replace(/\{\w+\}/g, '{}');
const routes = Object.entries(groups).flatMap(([api, { table }]) =>
  Object.entries<Row>(table).map(([method, row]) => ({
    name: `${api}.${method}`,
    route: shape(typeof row === 'string' ? row : row[0]),
  })),
);

const withoutMethod: Readonly<Record<string, string>> = {
  'GET /public/interstitial': 'a page for browsers, not for backends',
  'POST /sessions/{}/tokens': '`sessions.getToken` without a template',
};
const withoutOperation: readonly string[] = [
  'accountlessApplications.createAccountlessApplication',
  'accountlessApplications.completeAccountlessApplicationOnboarding',
  'betaFeatures.changeDomain',
  'clients.getHandshakePayload',
  'emails.create',
  'emails.createBatch',
  'emails.get',
  'invitations.deleteInvitation',
  'sessions.verifySession',
];

describe('routes', () => {
  it('are members of the client', () => {
    expect(new Set<unknown>(Object.values(endpointGroups))).toEqual(new Set<unknown>(Object.values(groups)));
    expect(Object.keys(endpointGroups)).toHaveLength(Object.keys(groups).length);
  });

  it('cover every operation of the Backend API', () => {
    const known = new Set([...routes.map(({ route }) => route), ...Object.keys(withoutMethod)]);
    expect(operations.map(shape).filter((operation) => !known.has(operation))).toEqual([]);
  });

  it('are operations of the Backend API, but for those only the official client knows', () => {
    const known = new Set(operations.map(shape));
    const others = routes.filter(({ route }) => !known.has(route)).map(({ name }) => name);
    expect(others.sort()).toEqual([...withoutOperation].sort());
  });

  it('include every method of the official client', () => {
    const names = new Set(routes.map(({ name }) => name));
    const official = new Set(
      recordings.map(({ api, method }) => `${api.replace('__experimental_accountless', 'accountless')}.${method}`),
    );
    expect(official.size).toBe(192);
    expect([...official].filter((name) => !names.has(name))).toEqual([]);
  });
});
