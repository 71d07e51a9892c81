import type { MarkdownRenderer } from 'vitepress';
import { filesOf, variantsOf, variantsOfText, type Variants } from './code-variants.js';
import { readBlocks } from './read-blocks.js';
import { readPages } from './read-pages.js';

/** Both languages of each block of the pages; Markdown is rendered at once, and formatting takes a promise. */
export async function loadVariants(): Promise<ReadonlyMap<string, Variants>> {
  const blocks = [...readPages()].flatMap(([page, text]) => readBlocks(page, text));
  const pairs = blocks.map(async ({ language, code }) => [code, await variantsOf(language, code)] as const);
  return new Map(
    (await Promise.all(pairs)).flatMap(([code, variants]) => (variants ? [[code, variants] as const] : [])),
  );
}

interface Tab {
  readonly title: string;
  readonly language: string;
  readonly code: string;
}

/** The tabs of a block; that of the language in which it was written is the first. */
function tabsOf(language: string, { typescript, javascript }: Variants): readonly Tab[] {
  const isMarkup = language === 'tsx' || language === 'jsx';
  const isCode = /^(?:m?[jt]sx?|(?:type|java)script)$/.test(language);
  const of = (name: string) => (isCode ? name + (isMarkup ? 'x' : '') : language);
  const tabs = [
    { title: 'TypeScript', language: of('ts'), code: typescript },
    { title: 'JavaScript', language: of('js'), code: javascript },
  ];
  return /^(?:ts|tsx|mts|typescript)$/.test(language) ? tabs : tabs.reverse();
}

/** Shows each block in both languages. The tabs work without JavaScript (`theme/style.css`). */
export function codeTabs(md: MarkdownRenderer, variants: ReadonlyMap<string, Variants>): void {
  const usual = md.renderer.rules.fence;
  if (!usual) return;
  md.renderer.rules.fence = (tokens, index, options, env: { readonly relativePath?: string }, self) => {
    const token = tokens[index];
    if (!token || env.relativePath?.startsWith('api/')) return usual(tokens, index, options, env, self);
    const [language = ''] = token.info.trim().split(/\s/);
    const files = filesOf(tokens.filter(({ type }) => type === 'fence').map(({ content }) => content));
    const pair = variants.get(token.content.replace(/\n$/, '')) ?? variantsOfText(language, token.content, files);
    if (!pair) return usual(tokens, index, options, env, self);
    const group = `language-${String(index)}`;
    const parts = tabsOf(language, pair).map(({ title, language: shown, code }, at) => {
      const id = `${group}-${String(at)}`;
      const [checked, active] = at === 0 ? [' checked', ' active'] : ['', ''];
      const own = Object.assign(Object.create(Object.getPrototypeOf(token) as object) as typeof token, token);
      own.info = `${shown}${active}`;
      own.content = `${code}\n`;
      return {
        label: `<input type="radio" name="${group}" id="${id}"${checked}><label data-title="${title}" for="${id}">${title}</label>`,
        block: usual(tokens.with(index, own), index, options, env, self),
      };
    });
    const [labels, blocks] = [parts.map(({ label }) => label).join(''), parts.map(({ block }) => block).join('')];
    return `<div class="vp-code-group vp-adaptive-theme languages"><div class="tabs">${labels}</div><div class="blocks">${blocks}</div></div>\n`;
  };
}
