import { execFile, type ChildProcess } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/acme-emulator.js', import.meta.url));

/** What a run of the command printed, and its exit code. */
export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder with an application, as somebody has one. */
export class AppFolder {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'init-')));
  /** Where the folder's commands are, such as a package manager that is no real one. */
  readonly #commands = realpathSync(mkdtempSync(join(tmpdir(), 'commands-')));

  constructor(files: Readonly<Record<string, string | Buffer>>) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string | Buffer): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Every file but installed ones, by its bytes and its mode. */
  state(): Readonly<Record<string, string>> {
    const files = readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => !path.includes('node_modules'))
      .sort();
    return Object.fromEntries(
      files.map((path) => {
        const found = statSync(join(this.folder, path));
        return [
          path,
          found.isFile() ? `${found.mode.toString(8)} ${readFileSync(join(this.folder, path), 'base64')}` : 'folder',
        ];
      }),
    );
  }

  /** Puts a package manager first on PATH that adds the named packages as one does, without a network. */
  withPackageManager(name: string, lockfile: string): void {
    const program = `#!${process.execPath}
const fs = require('node:fs');
const [command, ...args] = process.argv.slice(2);
fs.appendFileSync(${JSON.stringify(join(this.#commands, 'calls'))}, [${JSON.stringify(name)}, command, ...args].join(' ') + '\\n');
const isDev = args.some((arg) => arg.startsWith('--save-dev') || arg === '--dev');
const json = JSON.parse(fs.readFileSync('package.json', 'utf8'));
for (const name of args.filter((arg) => !arg.startsWith('-'))) {
  const section = isDev ? 'devDependencies' : 'dependencies';
  json[section] = { ...json[section], [name]: '^1.0.0' };
  fs.mkdirSync('node_modules/' + name, { recursive: true });
  fs.writeFileSync('node_modules/' + name + '/package.json', '{ "version": "1.0.0" }');
}
fs.writeFileSync('package.json', JSON.stringify(json, undefined, 2) + '\\n');
fs.appendFileSync(${JSON.stringify(lockfile)}, args.join(' ') + '\\n');
`;
    writeFileSync(join(this.#commands, name), program, { mode: 0o755 });
  }

  /** The calls of the package manager. */
  calls(): readonly string[] {
    return readFileSync(join(this.#commands, 'calls'), 'utf8').trimEnd().split('\n');
  }

  /** Runs `acme-emulator init` in the folder, with nobody to ask. */
  init(...args: readonly string[]): Promise<Result> {
    return this.begin(...args).ended;
  }

  /** The same, while it runs. */
  begin(...args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<Result> } {
    const env = {
      ...process.env,
      PATH: `${this.#commands}${delimiter}${process.env['PATH'] ?? ''}`,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
    };
    const child = execFile(process.execPath, [bin, 'init', ...args], { cwd: this.folder, env });
    const printed = { out: '', err: '' };
    child.stdout?.on('data', (text: string) => (printed.out += text));
    child.stderr?.on('data', (text: string) => (printed.err += text));
    child.stdin?.end();
    const ended = new Promise<Result>((resolve) => {
      child.once('close', (code) => resolve({ code: code ?? -1, ...printed }));
    });
    return { child, ended };
  }

  remove(): void {
    for (const folder of [this.folder, this.#commands]) rmSync(folder, { recursive: true, force: true });
  }
}
