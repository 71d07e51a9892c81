import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const filesBelow = (folder: string, wanted: RegExp): readonly string[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => wanted.test(name) && !name.includes('node_modules'))
    .map((name) => `${folder}/${name}`);

const read = (path: string) => readFileSync(root + path, 'utf8');

/** Every word of our sources and recorded types: exports, members, options, codes, variables, flags and wire names are among them. */
function wordsOf(paths: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const path of paths) for (const [word] of read(path).matchAll(/[A-Za-z_$][\w$]*/g)) words.add(word);
  return words;
}

const packages = readdirSync(`${root}packages`);

/** Names that our code has. Comments do not count. */
export const ourWords = wordsOf(packages.flatMap((name) => filesBelow(`packages/${name}/src`, /\.(?:ts|mts|tsx)$/)));

/** What somebody can import from us, and the types of it, as they are recorded. */
export const apiWords = wordsOf(
  packages
    .filter((name) => existsSync(`${root}packages/${name}/api`))
    .flatMap((name) => filesBelow(`packages/${name}/api`, /\.txt$/)),
);

/** Error codes and reasons, with their hyphens. */
export const codes: ReadonlySet<string> = new Set(
  [...read('docs/errors.md').matchAll(/`([a-z]+(?:[-_][a-z0-9]+)+)`/g)].map(([, code = '']) => code),
);

/** Names of imports: each entry of each package. */
export const imports: ReadonlySet<string> = new Set(
  packages.flatMap((folder) => {
    const { name, exports = {} } = JSON.parse(read(`packages/${folder}/package.json`)) as {
      readonly name: string;
      readonly exports?: Readonly<Record<string, unknown>>;
    };
    return [name, ...Object.keys(exports).map((entry) => name + entry.slice(1))];
  }),
);

/** The text of our commands, which has their names and flags. */
export const commandTexts: Readonly<Record<string, string>> = {
  '@acme/emulator': filesBelow('packages/emulator/src', /^(?:cli\.ts|cli\/.*\.ts|init\/.*\.ts|diagnose\/.*\.ts)$/)
    .map(read)
    .join('\n'),
  '@acme/upgrade': filesBelow('packages/upgrade/src', /\.ts$/).map(read).join('\n'),
};
