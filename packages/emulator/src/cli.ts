import { readFile, writeFile } from 'node:fs/promises';
import { text as readText } from 'node:stream/consumers';
import { parseEnv } from 'node:util';
import { ConfigurationError } from '@acme/backend/adapter';
import { Command, Option } from 'commander';
import pc from 'picocolors';
import packageJson from '../package.json' with { type: 'json' };
import { formatFindings, type Finding } from './diagnose/finding.js';
import { envFormats, environmentFor, formatEnvironment, type EnvFormat } from './instance/app-connection.js';
import { checkFramework, frameworkEnvironment, frameworks } from './instance/framework-environment.js';
import { EmulatorError } from './errors/emulator-error.js';
import { checkKeys } from './instance/check-keys.js';
import { createPublishableKey } from './instance/create-publishable-key.js';
import { demoSecretKey } from './instance/demo-secret-key.js';
import { checkPort, type EmulatorOptions } from './emulator-options.js';
import { addInitCommand } from './cli/add-init-command.js';
import { runCommand } from './cli/run-command.js';
import { createSigner } from './instance/signer.js';
import type { Emulator } from './emulator.js';
import type { StoreDump } from './store/store-dump.js';

const defaultPort = '4500';

interface ServerFlags {
  readonly port: string;
  readonly host?: string;
  readonly database?: string;
  readonly seed?: string;
  readonly quiet?: boolean;
  readonly import?: string;
  readonly exportOnExit?: string;
  readonly allowOrigin: readonly string[];
  readonly publishableKey?: string;
  readonly secretKey?: string;
}

interface EnvFlags extends Pick<ServerFlags, 'port' | 'host' | 'publishableKey' | 'secretKey'> {
  readonly format: EnvFormat;
  readonly framework?: string;
}

function withKeyFlags(command: Command): Command {
  return command
    .option('-p, --port <number>', 'port to listen on; 0 takes any free one', defaultPort)
    .option('--host <address>', 'address to listen on (default: this machine only)')
    .option('--publishable-key <key>', 'pk_test_ key to use instead of the one made from the port')
    .option('--secret-key <key>', 'sk_test_ key to use instead of the demo key');
}

function withServerFlags(command: Command): Command {
  return withKeyFlags(command)
    .option('-d, --database <file>', 'SQLite file to keep users in (default: memory, gone when stopped)')
    .option('-s, --seed <file>', 'YAML or JSON file with the users to start with (default: demo users)')
    .option('--allow-origin <origin>', 'origin beside this machine that may receive sessions; repeatable', collect, [])
    .option('--import <file>', 'start with what --export-on-exit wrote, instead of the seed')
    .option('--export-on-exit <file>', 'write everything to a JSON file when stopping')
    .option('-q, --quiet', 'print nothing but errors');
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function optionsFrom(flags: ServerFlags): EmulatorOptions {
  return {
    port: checkPort(flags.port),
    allowedOrigins: flags.allowOrigin,
    ...(flags.host === undefined ? {} : { hostname: flags.host }),
    ...(flags.database === undefined ? {} : { database: flags.database }),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.publishableKey === undefined ? {} : { publishableKey: flags.publishableKey }),
    ...(flags.secretKey === undefined ? {} : { secretKey: flags.secretKey }),
    ...(flags.quiet ? {} : { log: (line) => process.stderr.write(`${pc.dim(line)}\n`) }),
  };
}

async function startEmulator(flags: ServerFlags): Promise<Emulator> {
  // Loaded here so that `env` and `--help` do not wait for the database.
  const { createEmulator } = await import('./emulator.js');
  const emulator = await createEmulator(optionsFrom(flags));
  if (flags.import !== undefined) {
    try {
      await emulator.import(JSON.parse(await readFile(flags.import, 'utf8')) as StoreDump);
    } catch (cause) {
      await emulator.close();
      throw cause instanceof EmulatorError
        ? cause
        : new EmulatorError('seed_unreadable', `The file ${flags.import} is no export of an emulator.`, { cause });
    }
  }
  return emulator;
}

async function stopEmulator(emulator: Emulator, { exportOnExit }: ServerFlags): Promise<void> {
  if (exportOnExit !== undefined) await writeFile(exportOnExit, JSON.stringify(await emulator.export()));
  await emulator.close();
}

async function start(flags: ServerFlags): Promise<void> {
  const emulator = await startEmulator(flags);
  if (!flags.quiet) process.stdout.write(introduction(emulator));
  const stop = () => {
    void stopEmulator(emulator, flags).then(() => process.exit(0), fail);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

interface ExecFlags extends ServerFlags {
  readonly framework?: string;
}

async function exec(command: readonly string[], flags: ExecFlags): Promise<void> {
  const [program, ...args] = command;
  if (!program) {
    throw new EmulatorError('command_missing', 'Say what to run after two dashes: acme-emulator exec -- npm test');
  }
  const framework = flags.framework === undefined ? undefined : checkFramework(flags.framework);
  const emulator = await startEmulator({ ...flags, quiet: true });
  try {
    process.exitCode = await runCommand(program, args, framework ? emulator.envFor(framework) : emulator.env);
  } finally {
    await stopEmulator(emulator, flags);
  }
}

function printEnvironment(flags: EnvFlags): void {
  checkKeys(flags.publishableKey, flags.secretKey);
  const port = checkPort(flags.port);
  if (port === 0) {
    throw new EmulatorError('port_invalid', 'The variables depend on the port: name the one the emulator listens on.');
  }
  const url = `http://localhost:${port}`;
  const connection = {
    url,
    port,
    hostname: flags.host,
    publishableKey: flags.publishableKey ?? createPublishableKey(url),
    secretKey: flags.secretKey ?? demoSecretKey,
    jwtKey: createSigner().publicKeyPem,
  };
  const environment =
    flags.framework === undefined
      ? environmentFor(connection)
      : frameworkEnvironment(connection, checkFramework(flags.framework));
  process.stdout.write(formatEnvironment(environment, flags.format));
}

/** The variables of an application: those of this process, overridden by those of a file. */
async function environmentOf(file: string | undefined): Promise<Readonly<Record<string, string | undefined>>> {
  if (file === undefined) return process.env;
  try {
    return { ...process.env, ...parseEnv(await readFile(file, 'utf8')) };
  } catch (cause) {
    throw new EmulatorError('option_invalid', `The file ${file} cannot be read.`, { cause });
  }
}

interface DiagnosisFlags {
  // Not `--env-file`: Node.js 20 reads that option itself, at any position.
  readonly dotenv?: string;
  readonly json?: boolean;
}

function printFindings(findings: readonly Finding[], { json }: DiagnosisFlags): void {
  process.stdout.write(json ? `${JSON.stringify(findings, undefined, 2)}\n` : formatFindings(findings));
  if (findings.some(({ level }) => level === 'wrong')) process.exitCode = 1;
}

async function doctor(flags: DiagnosisFlags & { readonly app?: string }): Promise<void> {
  const { diagnose } = await import('./diagnose/diagnose.js');
  printFindings(await diagnose({ env: await environmentOf(flags.dotenv), appUrl: flags.app }), flags);
}

async function explainToken(
  token: string | undefined,
  flags: DiagnosisFlags & { readonly request?: string },
): Promise<void> {
  const { explain } = await import('./diagnose/explain.js');
  const text =
    token ?? (flags.request === undefined ? await readText(process.stdin) : await readFile(flags.request, 'utf8'));
  printFindings(await explain({ text, env: await environmentOf(flags.dotenv) }), flags);
}

function withDiagnosisFlags(command: Command): Command {
  return command
    .option('-e, --dotenv <file>', 'file with the variables of the application (default: those of this shell)')
    .option('--json', 'print the findings as JSON');
}

function introduction(emulator: Emulator): string {
  const width = Math.max(0, ...emulator.users.map((user) => (user.emailAddress || (user.username ?? '')).length));
  const people = emulator.users.map(
    (user) =>
      `  ${(user.emailAddress || (user.username ?? '')).padEnd(width)}   ${user.password ?? pc.dim('no password: one click')}\n`,
  );
  return [
    `\n${pc.bold('Acme Emulator')} is running at ${pc.cyan(emulator.url)}\n`,
    pc.dim('For development and tests only. Never put real accounts or live keys here.\n'),
    `\n${pc.bold('Environment')} ${pc.dim('(put this into .env of your application)')}\n`,
    formatEnvironment(emulator.env, 'dotenv').replace(/^/gm, '  ').trimEnd(),
    `\n\n${pc.bold('Users')}\n`,
    ...people,
    pc.dim('\nPress Ctrl+C to stop.\n\n'),
  ].join('');
}

function fail(error: unknown): never {
  if (!(error instanceof EmulatorError || error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${pc.red('Error')} ${error.message} ${pc.dim(`(${error.code})`)}\n`);
  process.exit(1);
}

const frameworkHelp = `add the names of a framework: ${frameworks.join(', ')}`;

const program = new Command('acme-emulator')
  .description('A Clerk-compatible authentication service on your own machine, for development and tests.')
  .version(packageJson.version)
  // Leaves options after the command of `exec` to that command.
  .enablePositionalOptions();

withServerFlags(program.command('start', { isDefault: true }))
  .description('start the emulator and keep it running')
  .action(start);

withKeyFlags(program.command('env'))
  .description('print the environment variables of an emulator, running or not')
  .addOption(new Option('-f, --format <format>', 'how to write them').choices(envFormats).default('dotenv'))
  .option('--framework <name>', frameworkHelp)
  .action(printEnvironment);

withServerFlags(program.command('exec'))
  .description('start the emulator, run a command with the environment variables, stop')
  .option('--framework <name>', frameworkHelp)
  .argument('[command...]', 'the command, after two dashes')
  .passThroughOptions()
  .action(exec);

withDiagnosisFlags(program.command('doctor'))
  .description('check the configuration of an application: keys, clock, service, proxy headers, weak settings')
  .option('--app <url>', 'where the application runs, to see how it sees itself')
  .action(doctor);

withDiagnosisFlags(program.command('explain'))
  .description(
    'say why a token or a recorded request is signed out, and what to change; reads standard input without a token',
  )
  .argument('[token]', 'the token')
  .option('-r, --request <file>', 'file with a recorded request: JSON, or the text of an HTTP request')
  .action(explainToken);

addInitCommand(program, async (options) => (await import('./emulator.js')).createEmulator(options));

program.parseAsync().catch(fail);
