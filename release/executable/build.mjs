// Builds the emulator as one executable for the platform that this runs on: `pnpm build:executable [file]`.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const emulator = dirname(require.resolve('@acme/emulator/package.json'));

/** Node.js 26 of npm, which makes the executable and is in it; on other platforms the Node.js that runs this. */
function findNode() {
  try {
    return join(dirname(require.resolve(`node26-${process.platform}-${process.arch}/package.json`)), 'bin/node');
  } catch {
    return process.execPath;
  }
}

/** The file of SQLite's native library, as the installed package would choose it. */
function findLibrary() {
  const client = createRequire(join(emulator, 'package.json')).resolve('@libsql/client');
  const libsql = createRequire(client).resolve('libsql');
  /** @type {Readonly<Record<string, string>>} */
  const targets = {
    'linux-x64': 'linux-x64-gnu',
    'linux-arm64': 'linux-arm64-gnu',
    'darwin-x64': 'darwin-x64',
    'darwin-arm64': 'darwin-arm64',
    'win32-x64': 'win32-x64-msvc',
  };
  const target = targets[`${process.platform}-${process.arch}`];
  if (target === undefined) throw new Error(`There is no SQLite for ${process.platform} on ${process.arch}.`);
  return createRequire(libsql).resolve(`@libsql/${target}`);
}

/**
 * Bundles the command and everything that it needs.
 * @param {string} outfile
 * @returns the folders of the packages that are in the bundle
 */
async function bundle(outfile) {
  const { metafile } = await build({
    entryPoints: [join(here, 'main.mjs')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node26',
    // The other form of a library may load its parts by names that are computed.
    mainFields: ['module', 'main'],
    metafile: true,
    absWorkingDir: emulator,
    logLevel: 'warning',
    legalComments: 'none',
    plugins: [
      {
        name: 'executable',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^native:libsql$/ }, () => ({ path: join(here, 'native-library.mjs') }));
          onLoad({ filter: /[\\/]libsql[\\/]index\.js$/ }, ({ path }) => {
            const source = readFileSync(path, 'utf8');
            const contents = source.replace('= requireNative();', "= require('native:libsql').default;");
            if (contents === source) throw new Error('libsql loads its library in another way than this script knows.');
            return { contents };
          });
        },
      },
    ],
  });
  return new Set(Object.keys(metafile.inputs).flatMap((path) => packageOf(resolve(emulator, path)) ?? []));
}

/** @param {string} file */
function packageOf(file) {
  for (let at = dirname(file); at !== dirname(at); at = dirname(at)) {
    const manifest = join(at, 'package.json');
    // Folders such as `dist/cjs` have a manifest without a name.
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name !== undefined) return at;
  }
  return undefined;
}

/**
 * The licences of Node.js, of SQLite's library and of every package in the bundle.
 * @param {string} node
 * @param {ReadonlySet<string>} packages
 */
function licencesOf(node, packages) {
  const parts = [...packages].flatMap((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (folder === dirname(here)) return [];
    const names = readdirSync(folder).filter((file) =>
      /^(?:licen[cs]e|copying|notice|third-party-licenses)/i.test(file),
    );
    const texts = names.map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return [
      `## ${name} ${version} (${license ?? 'see below'})\n\n${texts.join('\n\n') || `The licence is ${license}.`}\n`,
    ];
  });
  const file = join(dirname(dirname(node)), 'LICENSE');
  const nodeLicence = existsSync(file)
    ? readFileSync(file, 'utf8')
    : 'See https://github.com/nodejs/node/blob/main/LICENSE';
  return ['This program contains the following software.\n', ...parts.sort(), `## Node.js\n\n${nodeLicence}`].join(
    '\n',
  );
}

/**
 * Builds the executable.
 * @param {string} target the file to write
 */
export async function buildExecutable(target) {
  const node = findNode();
  const folder = mkdtempSync(join(tmpdir(), 'executable-'));
  try {
    const packages = await bundle(join(folder, 'main.cjs'));
    const library = findLibrary();
    const licences = licencesOf(node, new Set([...packages, dirname(library)]));
    writeFileSync(join(folder, 'licenses'), licences);
    const config = {
      main: join(folder, 'main.cjs'),
      output: target,
      disableExperimentalSEAWarning: true,
      useCodeCache: true,
      // The variable is for the programs that the emulator starts.
      execArgvExtension: 'none',
      assets: { 'libsql.node': library, licenses: join(folder, 'licenses') },
    };
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
    mkdirSync(dirname(target), { recursive: true });
    execFileSync(node, ['--build-sea', join(folder, 'config.json')], { stdio: ['ignore', 'pipe', 'inherit'] });
    writeFileSync(`${target}.licenses.txt`, licences);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { node, bytes: statSync(target).size };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const name = `acme-emulator-${process.platform}-${process.arch}${process.platform === 'win32' ? '.exe' : ''}`;
  const target = resolve(process.argv[2] ?? join(here, 'dist', name));
  const { bytes } = await buildExecutable(target);
  process.stdout.write(`${target}: ${(bytes / 1e6).toFixed(0)} MB\n`);
}
