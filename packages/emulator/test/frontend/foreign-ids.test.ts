import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontendVisits } from '../../src/frontend-api/frontend-calls.js';
import { createEmulator, type Emulator } from '../../src/index.js';
import type { CallAnswer } from './browser-client.js';
import { idOf, ofNobody, operationRows as rows, sent } from './operation-calls.js';
import { twoPeople, type Person } from './two-people.js';

let emulator: Emulator;
let ada: Person;
let grace: Person;

beforeAll(async () => {
  emulator = await createEmulator({ log: () => undefined });
  emulator.clock.freeze();
  ({ ada, grace } = await twoPeople(emulator));
});
afterAll(() => emulator.close());

/** Every non-empty choice of some of the names. */
function choices(names: readonly string[]): readonly (readonly string[])[] {
  return names.reduce<readonly (readonly string[])[]>(
    (chosen, name) => [...chosen, ...chosen.map((others) => [...others, name]), [name]],
    [],
  );
}

const naming = rows.filter(({ owned }) => owned.length > 0);
const cases = naming.flatMap((row) =>
  choices(row.owned).map((foreign) => ({ ...row, foreign, title: `${row.id} with foreign ${foreign.join(' and ')}` })),
);

/** The path of an operation with ids: of grace for the foreign names, else of ada. */
const pathWith = (path: string, foreign: readonly string[]) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => idOf(foreign.includes(name) ? grace : ada, name, path));

function expectRefused(answer: CallAnswer): void {
  expect([401, 403, 404], JSON.stringify(answer.body)).toContain(answer.status);
  expect(answer.body).toMatchObject({
    errors: [{ code: expect.any(String) as string, long_message: expect.any(String) as string }],
    clerk_trace_id: expect.any(String) as string,
  });
  const text = JSON.stringify(answer.body);
  for (const secret of grace.secrets) expect(text).not.toContain(secret);
}

const state = async () => (await emulator.export()).tables;

describe('an id of another person or organization is refused, and nothing is changed', () => {
  it('in each operation that names an object', () => {
    const others = rows.filter(({ names, owned }) => names.length > 0 && owned.length === 0);
    expect(others.map(({ id }) => id)).toEqual([
      'getOAuthConsent',
      'submitOAuthConsent',
      'initEnterpriseConnectionTestRun',
      'getEnterpriseConnectionTestRunResult',
      'DeleteUserPaymentMethod',
      'GetUserPaymentAttempt',
      'GetUserStatement',
      'GetBillingPlan',
    ]);
  });

  it.each(cases)('$title', async ({ id, method, path, foreign }) => {
    const before = await state();
    expectRefused(await ada.browser.call(method, pathWith(path, foreign), sent[id] ?? {}));
    expect(await state()).toEqual(before);
  });

  const findable = naming.filter(({ names }) => !names.some((name) => Object.hasOwn(ofNobody, name)));

  it.each(findable)('$id finds the own object', async ({ id, method, path }) => {
    const before = await emulator.export();
    const answer = await ada.browser.call(method, pathWith(path, []), sent[id] ?? {});
    expect(answer.status).not.toBe(401);
    expect(String(answer.code)).not.toMatch(/not_found|unauthorized|missing_organization_permission/);
    await emulator.import(before);
  });
});

describe('the session of another browser', () => {
  /** The rows of all tables that name grace. */
  async function rowsOfGrace(): Promise<readonly string[]> {
    const { users: people, ...tables } = await state();
    const userId = String(people?.find(({ firstName }) => firstName === 'First grace')?.['id']);
    const found = [...(people ?? []), ...Object.values(tables).flat()].map((row) => JSON.stringify(row));
    return found.filter((row) => row.includes(userId));
  }

  it.each(rows.filter(({ id }) => !Object.hasOwn(frontendVisits, id)))('is not used by $id', async (row) => {
    const before = await rowsOfGrace();
    const query = { _clerk_session_id: grace.browser.sessionId ?? '' };
    const options = { ...sent[row.id], query, sessionId: null };
    const answer = await ada.browser.call(row.method, pathWith(row.path, row.names), options);
    if (/^\/v1\/(me|organizations)\b/.test(row.path)) expectRefused(answer);
    const text = JSON.stringify(answer.body ?? '');
    for (const secret of grace.secrets) expect(text).not.toContain(secret);
    expect(await rowsOfGrace()).toEqual(before);
  });
});
