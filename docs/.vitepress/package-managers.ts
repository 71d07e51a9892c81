/** The package managers that commands are shown for; pages are written for the first. */
export const packageManagers = ['npm', 'pnpm', 'yarn', 'bun'] as const;

export type PackageManager = (typeof packageManagers)[number];

type Other = Exclude<PackageManager, 'npm'>;

interface Words {
  /** Adds packages. */
  readonly add: string;
  readonly remove: string;
  /** Installs what the lockfile says. */
  readonly frozen: string;
  readonly init: string;
  /** Changes `package.json`. */
  readonly set: string;
  /** Runs a script of `package.json`. */
  readonly script: string;
  /** Runs a command of a package that need not be installed. */
  readonly fetchAndRun: string;
  /** Runs a command of a package that is installed. */
  readonly run: string;
  readonly dev: string;
}

const words: Readonly<Record<Other, Words>> = {
  pnpm: {
    add: 'pnpm add',
    remove: 'pnpm remove',
    frozen: 'pnpm install --frozen-lockfile',
    init: 'pnpm init',
    set: 'pnpm pkg set',
    script: 'pnpm run',
    fetchAndRun: 'pnpm dlx',
    run: 'pnpm exec',
    dev: '--save-dev',
  },
  yarn: {
    add: 'yarn add',
    remove: 'yarn remove',
    frozen: 'yarn install --immutable',
    init: 'yarn init --yes',
    // Yarn has no command for it.
    set: 'npm pkg set',
    script: 'yarn run',
    fetchAndRun: 'yarn dlx',
    run: 'yarn',
    dev: '--dev',
  },
  bun: {
    add: 'bun add',
    remove: 'bun remove',
    frozen: 'bun install --frozen-lockfile',
    init: 'bun init --yes --minimal',
    set: 'bun pm pkg set',
    script: 'bun run',
    fetchAndRun: 'bunx',
    run: 'bunx',
    dev: '--dev',
  },
};

/** Our commands: the reader may not have installed them. */
const isFetched = (name: string) => name.startsWith('@acme/');

function translate(command: string, { add, remove, frozen, init, set, script, fetchAndRun, run, dev }: Words): string {
  return command
    .replace(/\bnpm init -y\b/g, init)
    .replace(/\bnpm pkg set\b/g, set)
    .replace(/\bnpm ci\b/g, frozen)
    .replace(/\bnpm install --save-dev\b/g, `${add} ${dev}`)
    .replace(/\bnpm install\b/g, add)
    .replace(/\bnpm uninstall\b/g, remove)
    .replace(/\bnpm (?:run (\w+)|(test|start))\b/g, (_whole, name?: string, own = name) => `${script} ${own}`)
    .replace(/\bnpx (?:--yes )?(\S+)/g, (_whole, name: string) => `${isFetched(name) ? fetchAndRun : run} ${name}`);
}

/**
 * Commands for each package manager, made from those for npm.
 * @param text - a block of a shell
 * @returns undefined if they are the same for all
 */
export function commandsFor(text: string): Readonly<Record<PackageManager, string>> | undefined {
  const own = (name: Other) => translate(text, words[name]);
  const commands = { npm: text, pnpm: own('pnpm'), yarn: own('yarn'), bun: own('bun') };
  return commands.pnpm === text ? undefined : commands;
}
