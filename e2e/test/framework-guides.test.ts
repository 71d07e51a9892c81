import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameworkGuides } from '../harness/framework-guides.js';
import { guideChecks } from '../harness/guide-checks.js';
import { filesIn } from '../harness/quick-start.js';
import { startGuide, type RunningGuide } from '../harness/start-guide.js';

// Each guide of a full-stack framework as it is printed: its files are written over those of the quick start, the development server
// answers, and each block has a check. The section about deployment comes last: its files take the place of others.

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

  it.each(Object.entries(guideChecks).filter(([name]) => name !== 'account' || guide.hasAccount))(
    'runs as printed: %s',
    async (_name, check) => {
      await check(app);
    },
  );
});
