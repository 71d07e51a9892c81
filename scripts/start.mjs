// `npm start`: installs and builds what is missing, then runs the emulator and the Express example app, or another one:
// `npm start -- fastify`.
import './node-version.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exampleLinks } from './example-links.mjs';
import { installIfNeeded } from './install.mjs';
import { root } from './pnpm.mjs';
import { choosePort } from './ports.mjs';
import { turboRun } from './turbo.mjs';

const examples = [
  'astro',
  'express',
  'fastify',
  'hono',
  'mcp',
  'nextjs',
  'node-legacy',
  'nuxt',
  'react-router',
  'remix',
  'tanstack-react-start',
  'cloudflare-worker',
];
const example = process.argv[2] ?? 'express';

/** The field `example` of the package.json of the app. */
function readManifest() {
  return JSON.parse(readFileSync(join(root, 'apps', example, 'package.json'), 'utf8')).example;
}

const needed = [`example-${example}`, '@acme/emulator'];

async function build() {
  console.log('Building what changed ...');
  const started = performance.now();
  const secondsPassed = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  // Between two lines of the build nothing else shows that it goes on.
  const progress = setInterval(() => console.log(`Still building after ${secondsPassed()} ...`), 5000);
  try {
    // One line for each package when its build starts, and the whole output of one that fails.
    const filters = needed.map((name) => `--filter=${name}...`);
    const code = await turboRun(['build', ...filters, '--output-logs=errors-only', '--log-order=stream']);
    if (code !== 0) throw new Error('The build failed; its output is above.');
  } finally {
    clearInterval(progress);
  }
  console.log(`Built in ${secondsPassed()}.`);
}

/** @param {number} port */
async function startEmulator(port) {
  const entry = pathToFileURL(join(root, 'packages', 'emulator', 'dist', 'index.js')).href;
  /** @type {typeof import('../packages/emulator/dist/index.js')} */
  const { createEmulator } = await import(entry);
  return createEmulator({ port });
}

/**
 * Waits until a program has printed a text: the port, which all examples print when they listen.
 * @param {import('node:stream').Readable} output
 * @param {string} text
 */
function printed(output, text) {
  return new Promise((resolve) => {
    let all = '';
    output.on('data', (/** @type {Buffer} */ chunk) => {
      all += String(chunk);
      if (all.includes(text)) resolve(undefined);
    });
  });
}

/**
 * Starts the example app and waits until it listens.
 * @param {number} port
 * @param {import('../packages/emulator/dist/index.js').Emulator} emulator
 */
async function startApp(port, emulator) {
  const folder = join(root, 'apps', example);
  const { start = ['dist/server.js'], framework } = readManifest();
  const env = framework ? emulator.envFor(framework) : emulator.env;
  const app = spawn(process.execPath, start, {
    cwd: folder,
    env: { ...process.env, ...env, PORT: String(port), NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(app, 'exit').then(([code]) => {
    throw new Error(`The example app ended with exit code ${code} before it was ready.`);
  });
  await Promise.race([printed(app.stdout, String(port)), ended]);
  ended.catch(() => {}); // From here on the listener in main() reports the end.
  app.stdout.pipe(process.stdout);
  return app;
}

/**
 * @param {string} name
 * @param {import('./ports.mjs').PortChoice} choice
 */
function reportPort(name, { port, taken }) {
  if (taken !== undefined) console.log(`Port ${taken} is taken, so ${name} uses ${port}.`);
}

async function main() {
  if (!examples.includes(example))
    throw new Error(`There is no example ${example}. There are: ${examples.join(', ')}.`);
  const started = performance.now();
  const emulatorPort = await choosePort('EMULATOR_PORT', 4500);
  const appPort = await choosePort('PORT', 3000);
  if (emulatorPort.port === appPort.port)
    throw new Error(`EMULATOR_PORT and PORT are both ${appPort.port}: they must differ.`);
  await installIfNeeded(needed);
  await build();
  reportPort('the emulator', emulatorPort);
  reportPort('the example app', appPort);

  const emulator = await startEmulator(emulatorPort.port);
  const app = await startApp(appPort.port, emulator);
  const appUrl = `http://localhost:${appPort.port}`;
  const { links, commands } = exampleLinks(readManifest(), { appUrl, emulatorUrl: emulator.url });
  const lines = Object.entries({ ...links, ...commands }).map(([name, value]) => `  ${name.padEnd(12)} ${value}`);
  const users = emulator.users.map(
    (user) => `  ${(user.emailAddress || user.username || user.id).padEnd(28)} ${user.password ?? '(one click)'}`,
  );
  console.log(
    [
      '',
      `Ready after ${((performance.now() - started) / 1000).toFixed(1)} s.`,
      '',
      ...lines,
      '',
      'Demo users (e-mail address and password), for this machine only:',
      ...users,
      '',
      'Stop with Ctrl-C.',
      '',
    ].join('\n'),
  );

  let stopping = false;
  /** @param {number} exitCode */
  const stop = async (exitCode) => {
    if (stopping) return;
    stopping = true;
    app.kill();
    await emulator.close();
    process.exit(exitCode);
  };
  app.on('exit', (code, signal) => {
    if (stopping) return;
    console.error(`The example app ended (${signal ?? `exit code ${code}`}); stopping the emulator too.`);
    void stop(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!stopping) console.log('\nStopping ...');
      void stop(0);
    });
  }
}

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
