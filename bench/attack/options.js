// The sets of options that the adapters are attacked with, and the service that they ask, without a network.
import { app, goodApiKey, jwks, jwtKey, livePublishableKey, publishableKey } from './tokens.js';

const secretKey = 'sk_test_attackattackattackattackattackattack';
const json = (/** @type {number} */ status, /** @type {unknown} */ body) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** The Backend API. @type {typeof globalThis.fetch} */
export const service = async (input, init) => {
  const url = String(input instanceof Request ? input.url : input);
  if (url.includes('/jwks')) return json(200, jwks);
  if (url.includes('/api_keys/verify') && String(init?.body).includes(`"${goodApiKey}"`)) {
    return json(200, {
      object: 'api_key',
      id: 'ak_1',
      subject: 'user_key',
      scopes: [],
      claims: null,
      revoked: false,
      expired: false,
    });
  }
  return json(404, { errors: [{ code: 'resource_not_found', message: 'Not found' }] });
};

const keys = { publishableKey, secretKey, fetch: service };

/** @type {readonly Readonly<Record<string, unknown>>[]} */
export const optionSets = [
  keys,
  { ...keys, authorizedParties: [app] },
  { ...keys, audience: 'https://api.example.com' },
  { ...keys, strict: true },
  {
    ...keys,
    strict: true,
    authorizedParties: [app],
    trustedForwardedHosts: ['app.example.com'],
    organizationSyncOptions: {
      organizationPatterns: ['/orgs/:slug', '/orgs/:slug/(.*)'],
      personalAccountPatterns: ['/me'],
    },
    frontendApiProxy: { enabled: (/** @type {URL} */ url) => !url.pathname.includes('blocked') },
  },
  { publishableKey, jwtKey, fetch: service },
  { publishableKey: livePublishableKey, secretKey, fetch: service },
  {
    ...keys,
    isSatellite: true,
    domain: 'satellite.example.com',
    signInUrl: 'https://primary.example.com/sign-in',
    satelliteAutoSync: true,
  },
  { ...keys, tokenCache: false, clockSkewInMs: 1000 },
];

/**
 * The same options in another object, with their members in another order and some that are there but undefined: whatever
 * remembers options must not take one set for another.
 * @param {number} index @param {number} variant
 */
export function optionsAnew(index, variant) {
  const entries = Object.entries(optionSets[index] ?? {});
  const turned = [...entries.slice(variant % entries.length), ...entries.slice(0, variant % entries.length)];
  const absent =
    [['audience'], ['authorizedParties', 'strict'], ['jwtKey', 'audience', 'strict'], []][variant % 4] ?? [];
  const made = Object.fromEntries(turned);
  return { ...Object.fromEntries(absent.map((name) => [name, undefined])), ...made };
}
