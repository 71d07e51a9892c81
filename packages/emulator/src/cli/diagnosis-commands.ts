import { text as readText } from 'node:stream/consumers';
import { parseEnv } from 'node:util';
import type { Command } from 'commander';
import pc from 'picocolors';
import { readTextFile } from '../controls/read-text-file.js';
import type { DiagnosedOptions } from '../diagnose/diagnose.js';
import { formatFindings, type Finding } from '../diagnose/finding.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { exampleText } from './example-text.js';

interface DiagnosisFlags {
  // Not `--env-file`: Node.js 20 reads that option itself, at any position.
  readonly dotenv?: string;
  readonly json?: boolean;
  readonly authorizedParties?: string;
  readonly issuer?: string;
}

const listOf = (text: string) => text.split(',').flatMap((item) => item.trim() || []);

/** The options of the application that flags name. */
function optionsOf({ authorizedParties, issuer }: DiagnosisFlags): DiagnosedOptions {
  return {
    ...(authorizedParties !== undefined && { authorizedParties: listOf(authorizedParties) }),
    ...(issuer !== undefined && { issuer: listOf(issuer) }),
  };
}

/** Adds `doctor` and `explain`. */
export function diagnosisCommands(program: Command): void {
  withDiagnosisFlags(program.command('doctor'))
    .description('check the configuration of an application: keys, clock, service, proxy headers, weak settings')
    .option('--app <url>', 'where the application runs, to see how it sees itself')
    .addHelpText('after', () => exampleText('doctor'))
    .action(doctor);
  withDiagnosisFlags(program.command('explain'))
    .description(
      'say why a token or a recorded request is signed out, and what to change; reads standard input without a token',
    )
    .argument('[token]', 'the token')
    .option('-r, --request <file>', 'file with a recorded request: JSON, or the text of an HTTP request')
    .addHelpText('after', () => exampleText('explain'))
    .action(explainToken);
}

function withDiagnosisFlags(command: Command): Command {
  return command
    .option('-e, --dotenv <file>', 'file with the variables of the application (default: those of this shell)')
    .option('--authorized-parties <origins>', 'the option authorizedParties of the application, with commas')
    .option('--issuer <urls>', 'the option issuer of the application, with commas')
    .option('--json', 'print the findings as JSON');
}

/** The variables of an application: those of this process, overridden by those of a file. */
async function environmentOf(file: string | undefined): Promise<Readonly<Record<string, string | undefined>>> {
  if (file === undefined) {
    await tellOfFile();
    return process.env;
  }
  return { ...process.env, ...parseEnv(await readGiven(file)) };
}

/** Files that `init` and frameworks put variables in, the one that is read last first. */
const usualFiles = ['.env.local', '.dev.vars', '.env'];
const hasKeys = (variables: Readonly<Record<string, string | undefined>>) =>
  Object.keys(variables).some((name) => /CLERK_(?:PUBLISHABLE|SECRET)_KEY$/.test(name));

/** Who has the keys in a file would only hear that they are missing. Its values are not used unasked: they may be those of production. */
async function tellOfFile(): Promise<void> {
  if (hasKeys(process.env)) return;
  for (const file of usualFiles) {
    const text = await readTextFile(file).catch(() => '');
    if (hasKeys(parseEnv(text)))
      return void process.stderr.write(
        `${pc.dim(`This shell has no keys, but ${file} has. Check it with --dotenv ${file}`)}\n`,
      );
  }
}

async function readGiven(file: string): Promise<string> {
  try {
    return await readTextFile(file);
  } catch (cause) {
    throw new EmulatorError('option_invalid', `The file ${file} cannot be read. Check the path.`, { cause });
  }
}

function printFindings(findings: readonly Finding[], { json }: DiagnosisFlags): void {
  process.stdout.write(json ? `${JSON.stringify(findings, undefined, 2)}\n` : formatFindings(findings));
  if (findings.some(({ level }) => level === 'wrong')) process.exitCode = 1;
}

async function doctor(flags: DiagnosisFlags & { readonly app?: string }): Promise<void> {
  const { diagnose } = await import('../diagnose/diagnose.js');
  printFindings(
    await diagnose({
      env: await environmentOf(flags.dotenv),
      appUrl: flags.app,
      options: optionsOf(flags),
    }),
    flags,
  );
}

async function explainToken(
  token: string | undefined,
  flags: DiagnosisFlags & { readonly request?: string },
): Promise<void> {
  const { explain } = await import('../diagnose/explain.js');
  const text = token ?? (flags.request === undefined ? await readText(process.stdin) : await readGiven(flags.request));
  printFindings(await explain({ text, env: await environmentOf(flags.dotenv), options: optionsOf(flags) }), flags);
}
