import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { frameworkGuides } from '../harness/framework-guides.js';
import { readmeChecks } from '../harness/framework-readme-checks.js';
import { blocksNotRun } from '../harness/framework-readmes.js';
import { guideChecks } from '../harness/guide-checks.js';
import { filesIn, writeFiles } from '../harness/quick-start.js';
import { refusalBlock, refusalParts } from '../harness/refusal-parts.js';
import { checkSatellite, satelliteHost } from '../harness/satellite-blocks.js';
import { startGuide, type RunningGuide } from '../harness/start-guide.js';

// Each guide of a full-stack framework as it is printed: its files are written over those of the quick start, the development server
// answers, and each block has a check. The section about deployment comes last: its files take the place of others.

it.each(frameworkGuides)('what the README and the quick start of $name print is in files that run', (guide) => {
  expect(blocksNotRun(guide.page, [...guide.printed, ...guide.deployed])).toEqual([]);
});

describe.each(frameworkGuides)('the guide of $name', (guide) => {
  let app: RunningGuide;
  beforeAll(async () => {
    app = await startGuide(guide);
  });
  afterAll(() => app.stop());

  it('prints nothing that no check knows', () => {
    const blocks = [...guide.text.matchAll(/^```(\w+)\n/gm)].filter(([, language]) => language !== 'sh');
    const printed = filesIn(guide.text).map(([path]) => path);
    expect(printed).toHaveLength(blocks.length);
    expect(new Set(printed)).toEqual(new Set(Object.keys(guide.shownBy)));
  });

  const parts = Object.entries(refusalParts).filter(([page]) => page === guide.page);
  for (const [, part] of parts)
    it('refuses as the guide to refusals says', async () => {
      if (!part.beforeStart) writeFiles(app.folder, part.files(refusalBlock(part.block), app.folder));
      const open = (token: string) => app.get('/admin', { authorization: `Bearer ${token}`, accept: 'text/html' });
      // The development server takes the new files when it has seen them.
      const holds = async () => {
        const person = await open(app.ada.inOrganization);
        expect([person.status, person.text]).toEqual([200, expect.stringContaining('Welcome.')]);
        const refused = await open(app.grace.inOrganization);
        expect(refused.status).toBe(part.refused.status);
        expect(refused.text).toContain(part.refused.text ?? '');
        expect(refused.location ?? '').toContain(part.refused.location ?? '');
      };
      if (part.beforeStart) await holds();
      else await vi.waitFor(holds, { timeout: 300_000, interval: 500 });
    });

  const checks = Object.entries(guideChecks).filter(([name]) => name !== 'account' || guide.hasAccount);
  it.each(checks.filter(([name]) => name !== 'deployment'))('runs as printed: %s', async (_name, check) => {
    await check(app);
  });

  // Some of these change the options of the middleware, so the others come before.
  for (const [file, check] of Object.entries(readmeChecks(guide.page)))
    it(`runs what only the README has: ${file}`, () => check(app));

  if (satelliteHost(guide.page) !== undefined) it('is a satellite as the README says', () => checkSatellite(app));

  it.each(checks.filter(([name]) => name === 'deployment'))('runs as printed: %s', async (_name, check) => {
    await check(app);
  });
});
