import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClerkAPIResponseError, ServiceUnavailableError } from '../../src/errors.js';
import { createAuthenticateRequest, getCookieSuffix } from '../../src/internal.js';
import { startInstance, type ProductionInstance } from './production-instance.js';

// A client that was given to `createAuthenticateRequest` may come from any package, and its errors, too.

let instance: ProductionInstance;
beforeAll(async () => {
  instance = await startInstance();
});
afterAll(() => instance.close());

/** What is decided about a browser that brings the result of a handshake. */
function decide(apiClient: object) {
  const { authenticateRequest } = createAuthenticateRequest({ options: instance.options, apiClient });
  return authenticateRequest(
    new Request('https://app.example.com/', { headers: { cookie: '__clerk_handshake_nonce=n' } }),
  );
}
const throwing = (error: unknown) => ({
  // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- whatever a client of another package throws
  clients: { getHandshakePayload: () => Promise.reject(error) },
});
const refusal = (code: unknown, more: object = {}) => ({ errors: [{ code }], ...more });

describe('a client that was given', () => {
  it('is asked for the result, with the nonce', async () => {
    const given: unknown[] = [];
    const getHandshakePayload = (params: unknown) => {
      given.push(params);
      return Promise.resolve({ directives: [] });
    };
    expect(await decide({ clients: { getHandshakePayload } })).toMatchObject({
      reason: 'session-token-missing',
      unavailable: false,
    });
    expect(given).toEqual([{ nonce: 'n' }]);
    expect(instance.calls).toEqual([]);
  });

  it.each([{}, { clients: {} }, { clients: undefined }])('without the method (%j) gives no result', async (client) => {
    const { unavailability } = await decide(client);
    expect(unavailability?.cause).toMatchObject({
      code: 'service_unavailable',
      message: expect.stringContaining("The Backend API's answer is not the result of a handshake.") as string,
    });
  });

  it.each([{}, { sessions: {} }])('without the method (%j) refreshes nothing', async (client) => {
    const expired = await instance.sign({
      iss: 'https://clerk.example.com',
      sub: 'user_1',
      sid: 'sess_1',
      iat: 1_760_000_000,
      exp: 1_760_000_060,
    });
    const suffix = await getCookieSuffix(instance.options.publishableKey ?? '');
    const cookie = `__session=${expired}; __client_uat=1; __refresh_${suffix}=r`;
    const { authenticateRequest } = createAuthenticateRequest({ options: instance.options, apiClient: client });
    const state = await authenticateRequest(new Request('https://app.example.com/', { headers: { cookie } }));
    expect(state.reason).toBe('session-token-expired-refresh-unexpected-bapi-error');
    expect(state.unavailability?.cause).toMatchObject({
      message: expect.stringContaining("The Backend API's answer is not a list of cookies.") as string,
    });
  });

  it.each([
    ['null', null],
    ['nothing', undefined],
    ['text', 'text'],
    ['an error', new TypeError('fetch failed')],
    ['no list of errors', { errors: null }],
    ['an empty list', { errors: [] }],
    ['a list without an object', { errors: [null] }],
    ['a list of texts', { errors: ['code'] }],
    ['an error without a code', { errors: [{}] }],
    ['a code that is no text', refusal(5)],
  ])('that throws %s has failed: an outage, with its cause', async (_what, error) => {
    const state = await decide(throwing(error));
    expect(state).toMatchObject({ unavailable: true, reason: 'session-token-missing' });
    const failure = state.unavailability?.cause as ServiceUnavailableError;
    expect(failure).toBeInstanceOf(ServiceUnavailableError);
    expect([failure.message, failure.cause]).toEqual(['The API client that was given has failed.', error]);
  });

  it('that reports that there was no answer reports an outage', async () => {
    const error = refusal('unexpected_error', { status: 404 });
    const { unavailability } = await decide(throwing(error));
    expect(unavailability?.cause).toMatchObject({
      message: 'The API client that was given has failed.',
      status: undefined,
      errors: [{ code: 'unexpected_error', message: 'The API client that was given has failed.' }],
      cause: error,
    });
  });

  it.each([
    [refusal('resource_not_found', { status: 404 }), false],
    [refusal('resource_not_found'), false],
    [refusal('resource_not_found', { status: '503' }), false],
    [refusal('internal', { status: 503 }), true],
    [refusal('too_many', { status: 429 }), true],
    [Object.assign(new Error('not found'), refusal('resource_not_found', { status: 404 })), false],
    [new ClerkAPIResponseError('not found', { data: [], status: 404 }), false],
    [new ClerkAPIResponseError('failed', { data: [], status: 500 }), true],
  ])('that throws %j reports what the service said; an outage: %s', async (error, isOutage) => {
    expect(await decide(throwing(error))).toMatchObject({ unavailable: isOutage, reason: 'session-token-missing' });
  });
});
