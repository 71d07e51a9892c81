import type { ProjectFile } from './project-file.js';
import { importedModules, lineAfter, namesModule, withInsertions } from './imported-modules.js';
import { hasTags, matches, sourceTokens, type SourceToken } from './source-tokens.js';
import { lineBreakOf } from './project-file.js';
import { manual, type Wiring } from './wiring.js';

const adapter = '@acme/react-router';
const middleware = 'export const middleware = [clerkMiddleware()];';
/** With a loader of the root, the middleware runs for navigations in the browser too. */
const loader = 'export const loader = () => null;';

/** Plans the middleware in the root route of React Router. */
export function wireReactRouterRoot(root: ProjectFile | undefined, isTyped: boolean): readonly Wiring[] {
  const path = root?.path ?? `app/root.${isTyped ? 'tsx' : 'jsx'}`;
  const tokens = root?.text === undefined ? undefined : sourceTokens(root.text, hasTags(path));
  if (tokens && namesModule(tokens, adapter)) return [];
  const edited = root?.text === undefined || !tokens || root.problem ? undefined : withMiddleware(root.text, tokens);
  if (edited !== undefined) return [{ kind: 'edit', path, text: edited }];
  return [
    manual(
      path,
      `import { clerkMiddleware } from '${adapter}/server';`,
      '',
      middleware,
      `${loader} // unless there is one`,
    ),
  ];
}

function isExported(tokens: readonly SourceToken[], name: string): boolean {
  return tokens.some((token, index) => {
    if (token.value !== 'export') return false;
    return (
      ['const', 'let', 'function'].some((kind) => matches(tokens, index + 1, kind, name)) ||
      matches(tokens, index + 1, 'async', 'function', name)
    );
  });
}

function withMiddleware(text: string, tokens: readonly SourceToken[]): string | undefined {
  const isKnown = (name: string) => tokens.some(({ value }) => value === name);
  if (isKnown('clerkMiddleware') || isKnown('middleware')) return undefined;
  const last = importedModules(tokens)
    .filter(({ isImport }) => isImport)
    .at(-1);
  if (!last) return undefined;
  const quote = last.module.value.charAt(0);
  // A loader that is exported in a list, for example, is none that can be seen here.
  const hasLoader = isExported(tokens, 'loader');
  if (!hasLoader && isKnown('loader')) return undefined;
  const lines = [
    `import { clerkMiddleware } from ${quote}${adapter}/server${quote};`,
    '',
    middleware,
    ...(hasLoader ? [] : [loader]),
  ];
  const insertion = lineAfter(text, tokens, last.last, lines.join(lineBreakOf(text)));
  return insertion && withInsertions(text, [insertion]);
}
