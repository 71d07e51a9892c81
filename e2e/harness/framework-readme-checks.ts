import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { signInAddress } from './guide-checks.js';
import { writeFiles, type PrintedFile } from './quick-start.js';
import type { RunningGuide } from './start-guide.js';

type FileCheck = (app: RunningGuide) => Promise<void>;

const asAda = (app: RunningGuide) => ({ authorization: `Bearer ${app.ada.inOrganization}` });

/** What a route answers to somebody, by default to Ada in her organization. */
const answer = async (app: RunningGuide, path: string, headers: Readonly<Record<string, string>> = asAda(app)) => {
  const { status, text } = await app.get(path, headers);
  expect(status, text).toBe(200);
  return JSON.parse(text) as unknown;
};

const waiting = { timeout: 540_000, interval: 500 };

/** Writes a file that another one stands for, and waits until the development server has taken it. */
async function takes(app: RunningGuide, files: readonly PrintedFile[], holds: () => Promise<void>): Promise<void> {
  writeFiles(app.folder, files);
  await vi.waitFor(holds, waiting);
}

/** A file of the guide with other options. */
function edited(app: RunningGuide, path: string, from: string, to: string): PrintedFile {
  const code = app.guide.printed.find(([name]) => name === path)?.[1] ?? '';
  if (!code.includes(from)) throw new Error(`${path} does not have ${from}`);
  return [path, code.replace(from, () => to)];
}

/** A file that the README prints, by where it is written. */
const codeOf = (app: RunningGuide, path: string) => readFileSync(join(app.folder, path), 'utf8');

async function proxies(app: RunningGuide): Promise<void> {
  expect((await app.get('/__clerk/v1/environment')).text).toContain('"auth_config"');
}

/** Files that only the README prints, and what shows that they work. */
const rows: Readonly<Record<string, Readonly<Record<string, FileCheck>>>> = {
  astro: {
    async 'src/actions/index.ts'(app) {
      const act = async (headers: Readonly<Record<string, string>>) => {
        const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{}' };
        const response = await fetch(`${app.url}/_actions/deletePost`, init);
        return [response.status, response.ok && (await response.text())];
      };
      expect(await act({})).toEqual([401, false]);
      expect(await act({ authorization: `Bearer ${app.grace.inOrganization}` })).toEqual([403, false]);
      expect(await act(asAda(app))).toEqual([200, expect.stringContaining(app.ada.userId)]);
    },
    async 'src/middleware.ts'(app) {
      const code = codeOf(app, 'src/handler.ts');
      await takes(app, [['src/middleware.ts', code]], async () => {
        expect(await signInAddress(app, '/members/all')).toBe(`${app.url}/members/all`);
      });
      expect((await app.get('/members/all', asAda(app))).status).toBe(404);
    },
  },
  nuxt: {
    async 'server/api/who.get.ts'(app) {
      expect(await answer(app, '/api/who', {})).toEqual({ userId: null, mayWrite: false });
      expect(await answer(app, '/api/who')).toEqual({ userId: app.ada.userId, mayWrite: false });
    },
    async 'server/api/report.get.ts'(app) {
      expect((await app.get('/api/report')).status).toBe(401);
      const report = () => answer(app, '/api/report');
      expect(await report()).toMatchObject({ userId: app.ada.userId });
      // Nitro keeps the answer after it has sent it.
      await vi.waitFor(async () => {
        expect(await report()).toEqual(await report());
      }, waiting);
      const asGrace = { authorization: `Bearer ${app.grace.inOrganization}` };
      expect(await answer(app, '/api/report', asGrace)).toMatchObject({ userId: app.grace.userId });
    },
    async 'server/middleware/01.clerk.ts'(app) {
      const config = app.guide.deployed.filter(([path]) => path === 'nuxt.config.ts');
      const code = codeOf(app, 'readme/01.clerk.ts');
      const asGrace = { authorization: `Bearer ${app.grace.inOrganization}` };
      await takes(app, [...config, ['server/middleware/01.clerk.ts', code]], async () => {
        // A page that is asked for while Nuxt starts again gets no answer.
        const page = fetch(`${app.url}/admin/all`, { headers: asGrace, signal: AbortSignal.timeout(5000) });
        expect((await page).status).toBe(403);
        expect((await app.get('/api/who', asAda(app))).status).toBe(200);
      });
      expect((await app.get('/admin/all')).status).toBe(401);
    },
  },
  'react-router': {
    async 'app/routes/api.caller.ts'(app) {
      expect((await app.get('/api/caller', asAda(app))).status).toBe(401);
      const { secret } = await app.emulator.mintApiKey({ subject: app.ada.userId });
      const program = { authorization: `Bearer ${secret}` };
      expect(await answer(app, '/api/caller', program)).toEqual({ kind: 'api_key', subject: app.ada.userId });
    },
    'app/routes.ts': proxies,
    async 'app/routes/clerk-proxy.ts'(app) {
      const off = 'clerkMiddleware({ frontendApiProxy: { enabled: false } })';
      await takes(app, [edited(app, 'app/root.tsx', 'clerkMiddleware()', off)], async () => {
        expect((await app.get('/__clerk/v1/environment')).status).toBe(404);
      });
    },
    async 'tests/call-loader.ts'(app) {
      expect((await app.get('/api/unit')).status).toBe(401);
      expect(await answer(app, '/api/unit')).toEqual({ userId: app.ada.userId });
    },
  },
  remix: {
    async 'app/root.tsx'(app) {
      expect((await app.get('/root-data', asAda(app))).text).toContain('"isMember":true');
    },
    async 'app/routes/__clerk.$.ts'(app) {
      expect((await app.get('/__clerk/v1/environment')).status).toBe(404);
      const on = 'configureClerk({ frontendApiProxy: { enabled: true } })';
      const entry = edited(app, 'app/entry.server.tsx', 'configureClerk({})', on);
      await takes(app, [entry], () => proxies(app));
    },
  },
  'tanstack-react-start': {
    async 'src/routes/api/who.ts'(app) {
      expect(await answer(app, '/api/who', {})).toMatchObject({ userId: null, isAdmin: false });
      const { userId } = app.ada;
      expect(await answer(app, '/api/who')).toMatchObject({ userId, isAdmin: true, kind: 'session_token' });
      const { secret } = await app.emulator.mintApiKey({ subject: userId });
      const program = { authorization: `Bearer ${secret}` };
      expect(await answer(app, '/api/who', program)).toMatchObject({ userId: null, kind: 'api_key' });
    },
    async 'src/routes/user.tsx'(app) {
      expect(await signInAddress(app, '/user')).toBe(`${app.url}/user`);
      expect((await app.get('/user', asAda(app))).text).toContain(`Ada (${app.ada.userId})`);
    },
  },
};

/** The checks of the files that only the README of a framework prints. */
export const readmeChecks = (page: string): Readonly<Record<string, FileCheck>> => rows[page] ?? {};
