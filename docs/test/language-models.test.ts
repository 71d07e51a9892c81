import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readPages } from '../.vitepress/read-pages.js';
import { frameworks, parts } from '../.vitepress/site-map.js';

const dist = fileURLToPath(new URL('../.vitepress/dist/', import.meta.url));
const textOf = (name: string) => readFileSync(dist + name, 'utf8');

it('llms.txt lists every page with a sentence, and each is there in Markdown', () => {
  const rows = [...textOf('llms.txt').matchAll(/^- \[([^\]]+)\]\(\/(\S+\.md)\): (.+)$/gm)];
  expect(rows.map(([, , path]) => path)).toEqual(parts.flatMap(({ pages }) => pages.map(([path]) => `${path}.md`)));
  for (const [, , path = '', sentence = ''] of rows) {
    expect([path, sentence]).toEqual([path, expect.stringMatching(/^.{20,400}\.$/)]);
    expect(textOf(path)).toBe(readPages().get(path));
  }
});

it('llms-full.txt has the text of every page', () => {
  const all = textOf('llms-full.txt');
  for (const [path, text] of readPages()) if (path !== 'index.md') expect(all).toContain(text);
});

it.each(Object.keys(frameworks))('the guide of %s names its package, its keys and its commands', (name) => {
  const page = textOf(`frameworks/${name}.md`);
  for (const word of [
    `npm install @acme/${name}`,
    'CLERK_SECRET_KEY',
    'npx @acme/emulator exec',
    'npx @acme/upgrade',
  ]) {
    expect(page).toContain(word);
  }
});
