import { readFileSync } from 'node:fs';
import { browserVariables } from '../../../packages/backend/src/full-stack/browser-options.js';
import { optionTable } from '../../../packages/backend/src/options.js';

/** Where options are declared. */
interface Declaration {
  /** Files below `packages`, and the interfaces in them. */
  readonly interfaces: readonly (readonly [file: string, name: string])[];
  /** The function that takes them, where names stand for something else elsewhere. */
  readonly of?: string;
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

const declarations: Readonly<Record<string, Declaration>> = {
  backend: {
    interfaces: [
      ['backend/src/options.ts', 'AllOptions'],
      ['backend/src/client-settings.ts', 'ClientSettings'],
      ['backend/src/client-settings.ts', 'Observers'],
    ],
    variables: Object.fromEntries(Object.entries(optionTable).map(([name, { env }]) => [name, env])),
  },
  middleware: { interfaces: [['backend/src/request/middleware-options.ts', 'MiddlewareOptions']] },
  browser: {
    interfaces: [['backend/src/full-stack/browser-options.ts', 'BrowserOptions']],
    variables: browserVariables,
  },
  protect: {
    interfaces: [
      ['backend/src/request/protect-options.ts', 'ProtectOptions'],
      ['backend/src/request/protect-options.ts', 'GuardOptions'],
    ],
    of: 'protect',
  },
  webhook: { interfaces: [['backend/src/webhook/verify-webhook.ts', 'VerifyWebhookOptions']], of: 'verifyWebhook' },
  emulator: { interfaces: [['emulator/src/controls/emulator-options.ts', 'EmulatorOptions']], of: 'createEmulator' },
};

/** The members of an interface with their doc comments, in the order of the source. */
function membersOf(file: string, name: string): readonly (readonly [member: string, meaning: string])[] {
  const source = readFileSync(new URL(`../../../packages/${file}`, import.meta.url), 'utf8');
  const body = new RegExp(`^export interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source)?.[1];
  if (body === undefined) throw new Error(`${file} has no interface ${name}.`);
  const members = [...body.matchAll(/(?:\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\n)? {2}readonly (\w+)\?:/g)];
  return members.map(([, comment, member = '']) => {
    if (comment === undefined) throw new Error(`The option ${member} has no doc comment.`);
    const meaning = comment.replace(/\n\s*\* ?/g, ' ').replace(/\{@link (\w+)\}/g, '`$1`');
    return [member, meaning.replace(/\s+/g, ' ').trim()];
  });
}

/**
 * The options that a function takes, one heading each, so that each has an address.
 * @param name - a key of the table above
 * @throws {Error} for another name, and for an option without a doc comment
 */
export function writeOptionList(name: string): string {
  const { interfaces, of, variables } = declarations[name] ?? {};
  if (!interfaces) throw new Error(`There are no options of ${name}.`);
  const members = interfaces.flatMap(([file, each]) => membersOf(file, each));
  return members
    .map(([member, meaning]) => {
      const variable = variables?.[member];
      const heading = of ? `\`${of}\`: \`${member}\`` : `\`${member}\``;
      return [`### ${heading}`, meaning, ...(variable ? [`Variable: \`${variable}\`.`] : [])].join('\n\n');
    })
    .join('\n\n');
}
