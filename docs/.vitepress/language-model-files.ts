import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPages } from './read-pages.js';
import { parts } from './site-map.js';

const summary =
  'Authentication for JavaScript servers, compatible with Clerk: the same keys, tokens, cookies, environment variables and function names. ' +
  'Packages for Express, Fastify, Hono, Next.js, React Router, Remix, TanStack Start, Astro and Nuxt, and an emulator of the service.';

const rules = `Use only names that these pages print. Packages begin with \`@acme/\`. Keys are read from the environment (\`CLERK_PUBLISHABLE_KEY\`,
\`CLERK_SECRET_KEY\`); never write them into code. To run an application without an account: \`npx @acme/emulator exec -- <command>\`.
Each framework has one page that is complete by itself, in the part "Frameworks".`;

/** The first sentence of a page. */
function firstSentence(text: string): string {
  const paragraph =
    text
      .replace(/^---\n[^]*?\n---\n/, '')
      .split(/\n{2,}/)
      .find((part) => /^[`A-Z]/.test(part)) ?? '';
  const [sentence = paragraph] = /^[^]*?\.(?=\s|$)/.exec(paragraph) ?? [];
  return sentence.replace(/\s+/g, ' ').replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');
}

/**
 * Writes what language models read: `llms.txt`, the list of all pages; `llms-full.txt`, all pages; and each page as it was written, under its
 * path with `.md`. See https://llmstxt.org.
 */
export function writeLanguageModelFiles(folder: string): void {
  const pages = readPages();
  const textOf = (path: string) => {
    const text = pages.get(`${path}.md`);
    if (text === undefined) throw new Error(`The site map names ${path}, and there is no such page.`);
    return text;
  };
  for (const [path, text] of pages) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const lists = parts.map(({ title, pages: listed }) => {
    const rows = listed.map(([path, name]) => `- [${name}](/${path}.md): ${firstSentence(textOf(path))}`);
    return `## ${title}\n\n${rows.join('\n')}\n`;
  });
  const head = `# Acme\n\n> ${summary}\n\n${rules}\n`;
  writeFileSync(join(folder, 'llms.txt'), [head, ...lists].join('\n'));
  const all = parts.flatMap(({ pages: listed }) => listed.map(([path]) => `<!-- /${path}.md -->\n\n${textOf(path)}`));
  writeFileSync(join(folder, 'llms-full.txt'), [head, ...all].join('\n'));
}
