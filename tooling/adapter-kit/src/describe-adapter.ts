import { describe, expect, it } from 'vitest';
import { describeContract } from './contract.js';
import { has, type Adapter, type Without } from './define-adapter.js';
import { describeFrontendProxy } from './frontend-proxy.js';
import { get } from './get.js';
import { describeGuards } from './guards.js';
import { describeHandMade } from './hand-made.js';
import { describeHttp2 } from './http2.js';
import { describeKeys } from './keys.js';
import { describeMetadata } from './metadata.js';
import { describeDpopGuards } from './dpop-guards.js';
import { describeOAuthGuards } from './oauth-guards.js';
import { describeOptions } from './options.js';
import { describeRegressions } from './regressions.js';
import { describeReplacedClient } from './replaced-client.js';
import { useServices } from './use-services.js';
import { describeWebhookBodies } from './webhook-bodies.js';

/** Every scenario of the kit, for one adapter. */
export function describeAdapter(adapter: Adapter): void {
  const services = useServices();
  const { name, guards, webhooks, http2, handMade, requestClient } = adapter;
  describe(name, () => {
    describe('contract', () => describeContract(adapter, services));
    describe('regressions', () => describeRegressions(adapter, services));
    describe('options', () => describeOptions(adapter, services));
    describe('keys', () => describeKeys(() => adapter.start({}), services));
    describe('Frontend API proxy', () => describeFrontendProxy(adapter));
    describe('a client that was replaced', () => describeReplacedClient(adapter));
    describePart('guards', guards, (part) => describeGuards(adapter, part, services));
    describePart('guards for clients of OAuth', guards, (part) => describeOAuthGuards(adapter, part, services));
    describePart('guards for tokens that are bound to a key', guards, (part) =>
      describeDpopGuards(adapter, part, services),
    );
    describe('handlers for metadata', () => describeMetadata(adapter.metadata, services));
    describePart('bodies of webhooks', webhooks, describeWebhookBodies);
    describePart('HTTP/2', http2, (part) => describeHttp2(part, services));
    describePart('requests made by hand', handMade, describeHandMade);
    describeRoutes(adapter, { '/guarded': guards, '/client/user_1': requestClient });
  });
}

function describePart<Part extends object>(title: string, part: Part | Without, run: (part: Part) => void): void {
  if (has(part)) describe(title, () => run(part));
}

/** An adapter that says it has no such part must not have its route either, or the scenarios for it would be missed. */
function describeRoutes({ start }: Adapter, routes: Readonly<Record<string, object | true>>): void {
  for (const [path, part] of Object.entries(routes)) {
    if (has(part)) continue;
    it(`has no ${path}: ${(part as Without).without}`, async () => {
      expect((await get((await start({ without: true })) + path)).status).toBe(404);
    });
  }
}
