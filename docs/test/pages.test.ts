import { describe, expect, it } from 'vitest';
import { readBlocks } from '../.vitepress/read-blocks.js';
import { readPages } from '../.vitepress/read-pages.js';
import { frameworks, parts } from '../.vitepress/site-map.js';

const pages = readPages();
const textOf = (path: string) => pages.get(path) ?? '';

describe('the site map', () => {
  it('has every page, once', () => {
    const listed = parts.flatMap(({ pages: each }) => each.map(([path]) => `${path}.md`));
    expect([...listed, 'index.md'].sort()).toEqual([...pages.keys()].sort());
  });

  it('has a quick start and a guide of each framework', () => {
    for (const name of Object.keys(frameworks)) {
      expect([...pages.keys()]).toEqual(expect.arrayContaining([`quick-start/${name}.md`, `frameworks/${name}.md`]));
    }
  });
});

describe('the guides of frameworks', () => {
  const outline = [
    'Install',
    'Middleware',
    'Protect a page',
    'Protect an API',
    'Read the user',
    'Sign-in links',
    'Machine tokens',
    'Organizations',
    'Webhooks',
    'Testing',
    'Deployment',
    'Migration from the official package',
  ];

  it.each(Object.keys(frameworks))('%s has the outline of all', (name) => {
    const headings = [...textOf(`frameworks/${name}.md`).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(outline);
  });

  it.each(Object.keys(frameworks))('each section of %s says something, and most have code', (name) => {
    const sections = textOf(`frameworks/${name}.md`)
      .split(/^## .+$/m)
      .slice(1);
    expect(sections.every((section) => section.trim().length > 200)).toBe(true);
    expect(sections.filter((section) => section.includes('```')).length).toBe(outline.length);
  });

  // Blocks of other languages are not compiled; those of the quick starts are run by the browser tests.
  it.each(['astro', 'nuxt'])('%s prints pages that its quick start prints, too', (name) => {
    // The quick starts link to a page for signing out, which the guides have as a form.
    const markup = (path: string) =>
      readBlocks(path, textOf(path))
        .filter(({ language }) => ['astro', 'vue'].includes(language))
        .map(({ code }) => code.replace(/ <a href="\/sign-out">.*?<\/a>/, '').replace('. `', '.`'));
    const printed = markup(`frameworks/${name}.md`);
    expect(printed).not.toEqual([]);
    expect(markup(`quick-start/${name}.md`)).toEqual(expect.arrayContaining(printed));
  });
});

describe('the home page', () => {
  it('leads to each quick start by a link', () => {
    const picker = /<div class="frameworks">([^]*?)<\/div>/.exec(textOf('index.md'))?.[1] ?? '';
    const links = [...picker.matchAll(/\]\((quick-start\/[\w-]+\.md)\)/g)].map(([, path]) => path);
    expect(links.sort()).toEqual([...pages.keys()].filter((path) => path.startsWith('quick-start/')).sort());
  });
});
