import type { MarkdownRenderer } from 'vitepress';
import { filesOf, variantsOf, variantsOfText, type Variants } from './code-variants.js';
import { commandsFor, packageManagers } from './package-managers.js';
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

/** A choice of the reader, which holds for all blocks. */
interface Choice {
  readonly name: 'language' | 'package-manager';
  readonly label: string;
  readonly titles: readonly string[];
}

interface Panel {
  readonly language: string;
  readonly code: string;
  /** What must be chosen for it to be shown: a title of each choice. */
  readonly titles: readonly string[];
}

/** The language of a block of code in the other language. */
function inLanguage(language: string, name: string): string {
  const isMarkup = language === 'tsx' || language === 'jsx';
  return /^(?:m?[jt]sx?|(?:type|java)script)$/.test(language) ? name + (isMarkup ? 'x' : '') : language;
}

/** The panels of the languages; that in which the block was written is the first. */
function languagePanels(language: string, { typescript, javascript }: Variants): readonly Panel[] {
  const panels = [
    { language: inLanguage(language, 'ts'), code: typescript, titles: ['TypeScript'] },
    { language: inLanguage(language, 'js'), code: javascript, titles: ['JavaScript'] },
  ];
  return /^(?:ts|tsx|mts|typescript)$/.test(language) ? panels : panels.reverse();
}

/** The panels of the package managers, for each panel that is given. */
function managerPanels(panels: readonly Panel[]): readonly Panel[] {
  return packageManagers.flatMap((manager) =>
    panels.map(({ language, code, titles }) => ({
      language,
      code: commandsFor(code)?.[manager] ?? code,
      titles: [manager, ...titles],
    })),
  );
}

/** The tabs of one choice: a group of radio buttons, of which the first is checked. */
function tabsOf({ name, label, titles }: Choice, group: string): string {
  const tabs = titles.map((title, at) => {
    const id = `${group}-${name}-${String(at)}`;
    const checked = at === 0 ? ' checked' : '';
    const input = `<input type="radio" name="${group}-${name}" id="${id}" value="${title}" data-choice="${name}"${checked}>`;
    return `${input}<label data-title="${title}" for="${id}">${title}</label>`;
  });
  return `<div class="choice" role="radiogroup" aria-label="${label}">${tabs.join('')}</div>`;
}

interface Environment {
  readonly relativePath?: string;
  /** The page is read for the search, which needs each block once. */
  readonly isIndexed?: boolean;
}

const unique = (values: readonly string[]) => [...new Set(values)];

/** Shows each block in both languages, and each command for every package manager. It works without JavaScript (`theme/style.css`). */
export function codeTabs(md: MarkdownRenderer, variants: ReadonlyMap<string, Variants>): void {
  const usual = md.renderer.rules.fence;
  if (!usual) return;
  md.renderer.rules.fence = (tokens, index, options, env: Environment, self) => {
    const token = tokens[index];
    if (!token || env.isIndexed || env.relativePath?.startsWith('api/'))
      return usual(tokens, index, options, env, self);
    const [language = ''] = token.info.trim().split(/\s/);
    const code = token.content.replace(/\n$/, '');
    const files = filesOf(tokens.filter(({ type }) => type === 'fence').map(({ content }) => content));
    const pair = variants.get(code) ?? variantsOfText(language, token.content, files);
    const written = pair ? languagePanels(language, pair) : [{ language, code, titles: [] }];
    const hasCommands = language === 'sh' && commandsFor(code) !== undefined;
    const panels = hasCommands ? managerPanels(written) : written;
    if (panels.length === 1) return usual(tokens, index, options, env, self);

    const titles = unique(panels.flatMap((panel) => panel.titles));
    const managers: readonly string[] = packageManagers;
    const choices: readonly Choice[] = [
      { name: 'package-manager', label: 'Package manager', titles: titles.filter((title) => managers.includes(title)) },
      { name: 'language', label: 'Language', titles: titles.filter((title) => !managers.includes(title)) },
    ];
    const shown = choices.filter((choice) => choice.titles.length > 0);
    const tabs = shown.map((choice) => tabsOf(choice, `block-${String(index)}`)).join('');
    const blocks = panels.map((panel) => {
      const own = Object.assign(Object.create(Object.getPrototypeOf(token) as object) as typeof token, token);
      own.info = `${panel.language} active`;
      own.content = `${panel.code}\n`;
      return `<div data-for="${panel.titles.join(' ')}">${usual(tokens.with(index, own), index, options, env, self)}</div>`;
    });
    return `<div class="vp-code-group vp-adaptive-theme choices"><div class="tabs">${tabs}</div><div class="blocks">${blocks.join('')}</div></div>\n`;
  };
}
