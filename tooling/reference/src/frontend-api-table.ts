import { readFileSync } from 'node:fs';
import { notEmulated } from '../../../packages/emulator/src/frontend-api/not-emulated.js';
import { operations } from '../../../packages/emulator/src/frontend-api/operations.js';

interface Description {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly operation: string; readonly tag: string }>>>
  >;
}

const file = new URL('../../../packages/emulator/test/openapi/frontend-api.json', import.meta.url);
const description = JSON.parse(readFileSync(file, 'utf8')) as Description;
const routes: Readonly<Record<string, string>> = operations;
const reasons: Readonly<Record<string, string>> = notEmulated;

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, readonly T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const countsOf = (ids: readonly string[]) => `${ids.length} | ${ids.filter((id) => !reasons[id]).length}`;

/**
 * The operations of the Frontend API by subject with how many of them the emulator has, and the others by reason, as Markdown.
 */
export function writeFrontendApiTable(): string {
  const described = Object.values(description.paths).flatMap((path) => Object.values(path));
  const subjects = Array.from(
    groupBy(described, ({ tag }) => tag),
    ([tag, found]) => `| ${tag} | ${countsOf(found.map(({ operation }) => operation))} |`,
  );
  const refusals = Array.from(
    groupBy(Object.keys(reasons), (id) => reasons[id] ?? ''),
    ([reason, ids]) => `- ${reason} ${ids.map((id) => `\`${routes[id]}\``).join(', ')}`,
  );
  const table = [
    '| Subject | operations | emulated |',
    '| --- | ---: | ---: |',
    ...subjects,
    `| **all** | ${countsOf(Object.keys(routes))} |`,
  ];
  const rest = ['The others answer 501 with the code `not_emulated`:', refusals.join('\n')];
  return [table.join('\n'), ...(refusals.length > 0 ? rest : [])].join('\n\n');
}
