import { createClerkClient } from '@acme/backend';
import { createEmulator, type Emulator } from '@acme/emulator';
import { startServer, withEnvironment } from 'testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideOnConsent } from './mcp-conformance/decide-on-consent.js';
import { runSuite } from './mcp-conformance/run-suite.js';
import { serveExample } from './mcp-conformance/serve-example.js';
import { serveGuardedTools } from './mcp-conformance/serve-guarded-tools.js';
import { serveWithToken } from './mcp-conformance/serve-with-token.js';

/*
 * The published conformance suite of MCP (`@modelcontextprotocol/conformance`). What it has, and what is ours:
 * - server scenarios: a server of the official library behind our guard passes all that the revisions 2025-11-25 and 2026-07-28
 *   require, and the example passes those that need no tools of the suite.
 * - authorization server scenarios: the emulator passes both.
 * - client scenarios: they are about the official client, which is not ours.
 */

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());
const setEnvironment = () => withEnvironment(emulator.env, { without: 'CLERK_' });

const mint = async (resource: string) => {
  const userId = emulator.users[0]?.id ?? '';
  return (await emulator.mintOAuthToken({ userId, resource, scopes: ['profile'] })).token;
};

/** Names of the scenarios that have this mark in the summary of a run. */
const scenarios = (output: string, mark: '✓' | '✗') =>
  [...output.matchAll(new RegExp(`^${mark} ([\\w-]+): [1-9]\\d* passed`, 'gm'))].map(([, name]) => name);

/** Scenarios that are run and do not count. */
const notRequired = {
  '2025-11-25': [],
  '2026-07-28': [
    // The extension for tasks, which servers need not have.
    'tasks-lifecycle',
    'tasks-capability-negotiation',
    'tasks-wire-fields',
    'tasks-request-state-removal',
    'tasks-mrtr-input',
    'tasks-request-headers',
    'tasks-dispatch-and-envelope',
    'tasks-required-task-error',
    'tasks-mrtr-composition',
    // The suite marks it as pending: no server passes it.
    'http-custom-header-server-validation',
  ],
} as const;

// The suite itself waits between 0.5 and 1.5 s for some answers, and a machine may be busy for that long.
describe('a guarded server', { retry: 2, timeout: 120_000 }, () => {
  it('passes all that the revisions of the specification require', async () => {
    setEnvironment();
    const runs = [
      ['2025-11-25', 32],
      ['2026-07-28', 39],
    ] as const;
    const results = runs.map(async ([revision, passed]) => {
      const resource = await serveGuardedTools();
      const url = await serveWithToken(resource, await mint(resource));
      const { exitCode, output } = await runSuite(['server', '--url', url, '--requirements', revision]);
      expect([exitCode, scenarios(output, '✗')], output).toEqual([0, notRequired[revision]]);
      expect(scenarios(output, '✓'), output).toHaveLength(passed);
    });
    await Promise.all(results);
  });

  it('lets nothing through without a token for it', async () => {
    setEnvironment();
    const resource = await serveGuardedTools();
    const foreign = await serveWithToken(resource, await mint('https://other.example.com/mcp'));
    for (const url of [resource, foreign]) {
      const { exitCode, output } = await runSuite(['server', '--url', url, '--scenario', 'tools-list']);
      expect([exitCode, output]).toEqual([1, expect.stringContaining('Unauthorized')]);
    }
  });
});

it('passes with the example what needs no tools of the suite', { timeout: 120_000 }, async () => {
  setEnvironment();
  const resource = await serveExample();
  const url = await serveWithToken(resource, await mint(resource));
  for (const scenario of [
    'server-initialize',
    'ping',
    'tools-list',
    'dns-rebinding-protection',
    'http-header-validation',
  ]) {
    const { exitCode, output } = await runSuite(['server', '--url', url, '--scenario', scenario]);
    expect(exitCode, output).toBe(0);
  }
});

/** Is the person: opens the address that the suite prints, agrees, and goes where the answer leads. */
function agreeOnce(): (output: string) => void {
  let isOpen = false;
  return (output) => {
    const [address] = /^http\S+\/oauth\/authorize\?\S+$/m.exec(output) ?? [];
    if (address === undefined || isOpen) return;
    isOpen = true;
    void decideOnConsent(emulator, new URL(address), 'allow').then((returned) => fetch(returned));
  };
}

describe('the emulator as authorization server', { timeout: 120_000 }, () => {
  it.each(['opaque', 'jwt'] as const)('passes the suite, with %s tokens', async (format) => {
    const { secretKey, url: apiUrl } = emulator;
    const backend = createClerkClient({ secretKey, apiUrl });
    await backend.instance.updateOAuthApplicationSettings({ oauthJwtAccessTokens: format === 'jwt' });
    const { port, close } = await startServer(() => {});
    await close();
    const application = await backend.oauthApplications.create({
      name: 'Suite',
      redirectUris: [`http://127.0.0.1:${port}/callback`],
      scopes: 'profile email',
      public: true,
    });
    const args = ['authorization', '--url', `${apiUrl}/accounts.dev`, '--client-id', application.clientId];
    const more = ['--port', String(port), '--resource', 'https://api.example.com/mcp'];
    const { exitCode, output } = await runSuite([...args, ...more], { onOutput: agreeOnce() });
    expect(exitCode, output).toBe(0);
    expect(scenarios(output, '✓'), output).toEqual([
      'authorization-server-metadata-endpoint',
      'authorization-code-grant',
    ]);
  });
});
