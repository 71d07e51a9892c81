import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { expect, vi } from 'vitest';
import { readBlocks } from '../../docs/.vitepress/read-blocks.js';
import { answerWithinMs, filesIn, pageText, writeFiles, type PrintedFile } from './quick-start.js';
import type { RunningGuide } from './start-guide.js';

// What READMEs print for satellites takes the place of the middleware of the guide. A satellite has a domain of its own, which a request to the same
// server names in its header `Host`.

interface SatelliteRow {
  /** The file that a block is, or is a part of. */
  readonly file: string;
  /** What of the guide's file is around the block, if the block is a part. */
  readonly around?: (guide: string, block: string) => string;
  /** Another file of the guide that has to know the host: where its name is put in. */
  readonly hostsIn?: readonly [file: string, before: string, line: (host: string) => string];
  /** The host of the satellite. */
  readonly host: string;
  /** Whether a first page leads to the primary application at once. Otherwise only its sign-in page does. */
  readonly autoSync: boolean;
  /** Whether there is a primary application, because the options are for some hosts only. */
  readonly hasPrimary: boolean;
}

const rows: Readonly<Record<string, SatelliteRow>> = {
  astro: {
    file: 'src/middleware.ts',
    hostsIn: ['astro.config.mjs', 'allowedDomains: [', (host) => `{ hostname: '${host}' }, `],
    host: 'shop.example',
    autoSync: true,
    hasPrimary: true,
  },
  'react-router': {
    file: 'app/root.tsx',
    around: (guide, block) =>
      guide.replace(/^import \{ clerkMiddleware \}.*\n/m, '').replace(/^export const middleware = .*$/m, () => block),
    host: 'shop.example.org',
    autoSync: false,
    hasPrimary: true,
  },
  'tanstack-react-start': { file: 'src/start.ts', host: 'shop.example', autoSync: true, hasPrimary: false },
};

/** The host of a framework's satellite, which a development server must know. */
export const satelliteHost = (page: string): string | undefined => rows[page]?.host;

/** The files with the block of a satellite; none if the README of the framework has no such block. */
export function satelliteFiles(page: string): readonly PrintedFile[] {
  const row = rows[page];
  if (!row) return [];
  const name = `../packages/${page}/README`;
  const [block, ...others] = readBlocks(name, pageText(name)).filter(({ code }) => code.includes('isSatellite: '));
  if (!block || others.length > 0) throw new Error(`The README of ${page} has not one block for a satellite.`);
  const guide = new Map(filesIn(pageText(`frameworks/${page}`)));
  const { file, hostsIn, around = (_guide: string, code: string) => code } = row;
  const files: PrintedFile[] = [[file, around(guide.get(file) ?? '', block.code)]];
  if (hostsIn) {
    const [path, before, line] = hostsIn;
    files.push([path, (guide.get(path) ?? '').replace(before, before + line(row.host))]);
  }
  return files;
}

/** What the server answers to a browser without cookies that asks another host for a page. */
async function openOn(app: RunningGuide, host: string, path: string) {
  const headers = { host, accept: 'text/html', 'sec-fetch-dest': 'document' };
  const sent = get(app.url + path, { headers, agent: false, signal: AbortSignal.timeout(answerWithinMs) });
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  return { status: answer.statusCode, location: answer.headers.location ?? '' };
}

/** Writes the block of a framework's README into its running guide, and opens pages of the satellite and of the primary application. */
export async function checkSatellite(app: RunningGuide): Promise<void> {
  const row = rows[app.guide.page];
  if (!row) throw new Error(`The README of ${app.guide.name} has no satellite.`);
  const host = `${row.host}:${new URL(app.url).port}`;
  const pageOf = (path: string) => `http://${host}${path}`;
  writeFiles(app.folder, satelliteFiles(app.guide.page));
  const toPrimary = async (path: string) => {
    const { status, location } = await openOn(app, host, path);
    const to = new URL(location, app.url);
    expect([status, to.origin + to.pathname]).toEqual([307, 'https://example.com/sign-in']);
    return to.searchParams.get('__clerk_redirect_url');
  };
  // The development server takes the new files when it has seen them, and some start again for it: all this holds at once when it is done.
  const holds = async () => {
    expect(await toPrimary('/?__clerk_synced=false')).toBe(pageOf('/?__clerk_synced=false'));
    expect((await openOn(app, host, '/?__clerk_synced=true')).location).not.toContain('https://example.com');
    if (row.autoSync) expect(await toPrimary('/profile')).toBe(pageOf('/profile'));
    else expect(await openOn(app, host, '/')).toEqual({ status: 200, location: '' });
    if (!row.hasPrimary) return;
    const primary = await openOn(app, new URL(app.url).host, '/');
    const { origin, pathname } = new URL(primary.location, app.url);
    expect([origin, pathname]).toEqual([app.emulator.url, expect.stringContaining('/v1/client/handshake')]);
  };
  await vi.waitFor(holds, { timeout: 540_000, interval: 500 });
}
