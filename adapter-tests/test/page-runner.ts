import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { codeBlocks, type CodeBlock } from './code-blocks.js';
import { placeOf } from './compile.js';

interface WriteOptions {
  /** Takes the place of port 3000. */
  readonly port?: number;
  /** The file that blocks without a name are added to. Default: they are not written. */
  readonly appendTo?: string;
}

interface ComposeParts {
  /** Each occurs in one block. */
  readonly blocks: readonly string[];
  readonly before?: string;
  readonly after?: string;
  /** Takes the place of port 3000. */
  readonly port?: number;
  /** From this text on, the first block comes after the others: where a page says that they belong before it. */
  readonly last?: string;
}

/** Runs what a page prints. */
export interface PageRunner {
  /** Where it writes and runs them. */
  readonly folder: string;
  /** Writes the blocks of a page to their files, as modules without types. */
  write(page: string, options?: WriteOptions): void;
  /** Writes a program of a page's blocks: those that the texts occur in, in their order, between what the reader has and does. */
  compose(page: string, file: string, parts: ComposeParts): void;
  /** Starts a server, with options of Node.js, and waits until it answers. @throws {Error} with what it printed, if it ends before */
  serve(file: string, url: string, ...options: readonly string[]): Promise<void>;
  /** Runs a program to its end; gives what it printed. @throws {Error} with that, if it fails */
  run(...args: readonly string[]): Promise<string>;
  /** Waits for a text that what runs prints; gives what matches. */
  printed(text: RegExp): Promise<string>;
  /** Ends what was started. */
  stop(): Promise<void>;
  /** Removes the files. */
  remove(): void;
}

const settings: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2022,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  verbatimModuleSyntax: true,
};

/** The name of the file that a block is, without folders; each is a module. */
function fileOf({ code }: CodeBlock): string | undefined {
  const [, name] = /^\/\/ (?:[\w-]+\/)*([\w.-]+)\.m?[jt]s\b/.exec(code) ?? [];
  return name === undefined ? undefined : `${name}.mjs`;
}

function toModule(code: string, port: number): string {
  const own = code
    .replaceAll('3000', String(port))
    .replaceAll('port: 4500', 'port: 0')
    // With the emulator a client needs its address, too, as the pages say.
    .replace(/secretKey: process\.env\.(\w+?)_SECRET_KEY/g, '$&, apiUrl: process.env.$1_API_URL')
    .replace(/'(\.\/[\w.-]+)\.js'/g, "'$1.mjs'");
  return `${ts.transpile(own, settings)}\n`;
}

/** @param env - of what is run, besides that of this process */
export function createPageRunner(env: Readonly<Record<string, string>>): PageRunner {
  // In this package, so that the blocks can import what it depends on.
  const cache = placeOf('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'pages-'));
  const running: ChildProcess[] = [];
  let texts = '';

  function start(args: readonly string[]) {
    const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, ...env } });
    running.push(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => {
        text += bytes.toString();
        texts += bytes.toString();
      });
    return { child, output: () => text };
  }

  return {
    folder,
    write(page, { port = 3000, appendTo } = {}) {
      const written = new Set<string>();
      for (const block of codeBlocks.filter((each) => each.page === page)) {
        const file = fileOf(block) ?? appendTo;
        if (file === undefined) continue;
        (written.has(file) ? appendFileSync : writeFileSync)(join(folder, file), toModule(block.code, port));
        written.add(file);
      }
    },
    compose(page, file, { blocks, before = '', after = '', port = 3000, last }) {
      const own = codeBlocks.filter((each) => each.page === page);
      const texts = blocks.map((text) => {
        const found = own.filter(({ code }) => code.includes(text));
        if (found.length !== 1) throw new Error(`${page} has ${String(found.length)} blocks with ${text}`);
        return found[0]?.code ?? '';
      });
      const [first = '', ...others] = texts;
      const split = last === undefined ? first.length : first.indexOf(last);
      if (split < 0) throw new Error(`The first block of ${page} has no ${String(last)}`);
      const inOrder = [before, first.slice(0, split), ...others, first.slice(split), after];
      const seen = new Set<string>();
      // Each block imports what it needs; a program imports it once.
      const lines = inOrder.join('\n').split('\n');
      const once = lines.filter((line) => !line.startsWith('import ') || (!seen.has(line) && seen.add(line)));
      writeFileSync(join(folder, file), toModule(once.join('\n'), port));
    },
    async serve(file, url, ...options) {
      const { child, output } = start([...options, file]);
      for (;;) {
        if (child.exitCode !== null) throw new Error(`The server has ended.\n${output()}`);
        if (await fetch(url, { redirect: 'manual' }).catch(() => undefined)) return;
        await new Promise((wait) => setTimeout(wait, 50));
      }
    },
    async run(...args) {
      const { child, output } = start(args);
      const [code] = (await once(child, 'close')) as [number | null];
      if (code !== 0) throw new Error(`${args.join(' ')} has ended with ${String(code)}.\n${output()}`);
      return output();
    },
    async printed(wanted) {
      for (;;) {
        const [found] = wanted.exec(texts) ?? [];
        if (found !== undefined) return found;
        await new Promise((wait) => setTimeout(wait, 20));
      }
    },
    async stop() {
      for (const child of running.splice(0)) {
        const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
        child.kill();
        await ended;
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
