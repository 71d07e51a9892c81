/** A file in which code is embedded, as far as the parser needs to know it. */
export interface EmbeddedCode {
  /** The text with spaces for all that is no code, so that positions stay the same. */
  readonly code: string;
  /** The rest, with spaces for the code. */
  readonly markup: string;
  readonly isTypeScript: boolean;
  /** The texts of the scripts, each as if it were alone. */
  readonly scripts: readonly string[];
}

/** Extensions of files in which code is embedded. */
export const embeddingExtensions = ['vue', 'svelte', 'astro', 'mdx'];

interface Part {
  readonly start: number;
  readonly end: number;
}

const script = /<!--[\s\S]*?-->|<script\b((?:"[^"]*"|'[^']*'|[^'">])*)>([\s\S]*?)<\/script\s*>/gi;
const language = /\b(?:lang|type)\s*=\s*["']?([\w/.+-]+)/i;
const known = /^(?:module|(?:(?:text|application)\/)?(?:javascript|typescript|babel|ecmascript)|[jt]sx?)$/i;

function scripts(text: string): { readonly parts: readonly Part[]; readonly isTypeScript: boolean } {
  const parts: Part[] = [];
  let isTypeScript = false;
  for (const { 0: whole, 1: attributes = '', 2: code, index } of text.matchAll(script)) {
    const lang = language.exec(attributes)?.[1];
    if (code === undefined || /\/\s*$/.test(attributes) || (lang !== undefined && !known.test(lang))) continue;
    if (/ts|typescript/i.test(lang ?? '')) isTypeScript = true;
    const start =
      index + whole.indexOf('>', whole.toLowerCase().indexOf(attributes.toLowerCase()) + attributes.length) + 1;
    parts.push({ start, end: start + code.length });
  }
  return { parts, isTypeScript };
}

/**
 * The scripts of an Astro component that name a package of ours or an official one. Each script is a module of its own, which may declare
 * the names of the component again.
 */
function withPackages(text: string, parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ start, end }) => /@(?:clerk|acme|hono)\//.test(text.slice(start, end)));
}

/** The code between the two lines `---` at the top of an Astro component. */
function frontmatter(text: string): readonly Part[] {
  const found = /^(?:\s|<!--[\s\S]*?-->)*---[^\n]*\n([\s\S]*?)^---/m.exec(text);
  if (found?.index !== 0) return [];
  const end = found[0].length - 3;
  return [{ start: end - (found[1]?.length ?? 0), end }];
}

const statementStart =
  /^(?:import\s*(?:["'{*]|type\b|[\w$]+\s*(?:,|from\b))|export\s+(?:[{*]|(?:default|const|let|var|async|function|class|type|interface)\b))/;

function depthOf(line: string): number {
  const count = (pattern: RegExp) => line.match(pattern)?.length ?? 0;
  return count(/[([{]/g) - count(/[)\]}]/g);
}

/** The `import` and `export` statements between the paragraphs of an MDX document. */
function statements(text: string): readonly Part[] {
  const parts: Part[] = [];
  let [at, depth, fence, isAfterEmpty] = [/^---\n[\s\S]*?\n---\n/.exec(text)?.[0].length ?? 0, 0, '', true];
  let start: number | undefined;
  for (const line of text.slice(at).split('\n')) {
    const end = at + line.length;
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (start === undefined && fence === '' && isAfterEmpty && statementStart.test(line)) start = at;
    if (start !== undefined) {
      depth += depthOf(line);
      if (line.trim() === '' && depth <= 0) {
        parts.push({ start, end: at });
        [start, depth] = [undefined, 0];
      }
    } else if (fence === '') fence = mark;
    else if (mark.startsWith(fence)) fence = '';
    isAfterEmpty = line.trim() === '';
    at = end + 1;
  }
  return start === undefined ? parts : [...parts, { start, end: text.length }];
}

function blank(text: string): string {
  return text.replace(/[^\n\r]/g, ' ');
}

/** The code in a Vue, Svelte or Astro component or in an MDX document; undefined for other files. */
export function embeddedCode(path: string, text: string): EmbeddedCode | undefined {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  if (!embeddingExtensions.includes(extension)) return undefined;
  const inTags = extension === 'mdx' ? { parts: statements(text), isTypeScript: false } : scripts(text);
  const parts = extension === 'astro' ? [...frontmatter(text), ...withPackages(text, inTags.parts)] : inTags.parts;
  let [code, markup, at] = ['', '', 0];
  for (const { start, end } of parts) {
    code += blank(text.slice(at, start)) + text.slice(start, end);
    markup += text.slice(at, start) + blank(text.slice(start, end));
    at = end;
  }
  const isTypeScript = extension === 'astro' || inTags.isTypeScript;
  return {
    code: code + blank(text.slice(at)),
    markup: markup + text.slice(at),
    isTypeScript,
    scripts: parts.map(({ start, end }) => text.slice(start, end)),
  };
}

/** Whether markup uses a name of the code: anywhere in components, in braces or tags in MDX. */
export function usesName(path: string, markup: string, name: string): boolean {
  const word = `(?<![\\w$.-])${name.replace(/\$/g, '\\$')}(?![\\w$-])`;
  if (!path.endsWith('.mdx')) return new RegExp(word).test(markup);
  return new RegExp(`(?:\\{[^}\\n]*|<[^>\\n]*)${word}`).test(
    markup.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, ''),
  );
}
