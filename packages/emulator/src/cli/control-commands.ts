import { Option, type Command } from 'commander';
import type { Control } from '../controls/control.js';
import type { ControlField } from '../controls/control-field.js';
import { controlTable, type ControlName } from '../controls/control-table.js';
import { readTextFile } from '../controls/read-text-file.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { clientFlags, clientOf, type ClientFlags } from './client-flags.js';
import { closestWord } from '../instance/closest-word.js';
import { kebab, subjectCommands, type SubjectCommand } from './subject-commands.js';
import { exampleText } from './example-text.js';
import { followList, isFollowed } from './follow-list.js';
import { formatOutput } from './format-output.js';

/** Adds the commands that the table of controls makes. */
export function controlCommands(program: Command): void {
  for (const subject of subjectCommands()) addSubject(program, subject);
}

function addSubject(program: Command, { name, summary, verbs, usual }: SubjectCommand): void {
  const command = program
    .command(name)
    .description(summary)
    // The flags before a verb belong to the command without one; those after it to the verb.
    .enablePositionalOptions()
    .addHelpText('after', () => exampleText(name));
  for (const { verb, control } of verbs) addControl(command.command(verb), control);
  if (usual === undefined) return;
  // Without a verb the usual control runs, if it needs nothing.
  command.argument('[verb]').usage('[verb] [options]');
  addOptions(command, usual);
  command.action(async (verb: string | undefined, flags: ClientFlags & Flags) => {
    if (verb === undefined) return run(usual, [], flags);
    const meant = closestWord(
      verb,
      verbs.map((known) => known.verb),
    );
    command.error(`error: unknown command '${name} ${verb}'${meant === undefined ? '' : `\n(Did you mean ${meant}?)`}`);
  });
}

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** The table lists controls of different inputs; here only their texts are read, and the emulator checks what is sent. */
const controlOf = (name: ControlName) => controlTable[name] as unknown as Control<object, unknown>;

const argumentsOf = (name: ControlName) =>
  Object.entries(controlOf(name).fields).filter(([, { isRequired }]) => isRequired);

/** As the other help texts begin; HTTP and API stay as they are. */
const lowerFirst = (text: string) => text.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());

function addControl(command: Command, name: ControlName): void {
  const { summary } = controlOf(name);
  command.description(lowerFirst(summary).replace(/\.$/, ''));
  for (const [field, { summary: about }] of argumentsOf(name)) command.argument(`<${kebab(field)}>`, lowerFirst(about));
  addOptions(command, name);
  command.action((...given: readonly unknown[]) => {
    const texts = given.slice(0, argumentsOf(name).length).map(String);
    // The library gives the flags after the arguments.
    return run(name, texts, given[texts.length] as ClientFlags & Flags);
  });
}

function addOptions(command: Command, name: ControlName): void {
  for (const [field, declared] of Object.entries(controlOf(name).fields))
    if (!declared.isRequired) command.addOption(optionOf(field, declared));
  if (isFollowed(name)) command.option('-f, --follow', 'print each further one until Ctrl+C');
  clientFlags(command);
}

const valueNames: Readonly<Record<string, string>> = { number: 'number', json: 'json', texts: 'list', choice: 'word' };

function optionOf(field: string, { kind, summary, choices }: ControlField): Option {
  const about = lowerFirst(summary);
  // `--json` and `--url` are those of every command.
  const flag = `--${kebab(field)}`;
  if (kind === 'flag') return new Option(flag, about);
  const option = new Option(`${flag} <${valueNames[kind] ?? 'text'}>`, about);
  return choices ? option.argParser((given) => checkChoice(given, choices)) : option;
}

function checkChoice(given: string, choices: readonly string[]): string {
  if (choices.includes(given)) return given;
  const upper = choices.find((choice) => choice.toLowerCase() === given.toLowerCase());
  if (upper !== undefined) return upper;
  const meant = closestWord(given, choices);
  throw new EmulatorError(
    'option_invalid',
    `${given} is not one of ${choices.join(', ')}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
  );
}

async function run(name: ControlName, texts: readonly string[], flags: ClientFlags & Flags): Promise<void> {
  const { fields } = controlOf(name);
  const input: Record<string, unknown> = {};
  argumentsOf(name).forEach(([field], index) => (input[field] = texts[index]));
  for (const [field, { isRequired }] of Object.entries(fields)) if (!isRequired) input[field] = flags[field];
  for (const [field, { kind }] of Object.entries(fields)) input[field] = await fromFile(kind, input[field]);
  const client = clientOf(flags);
  if (flags['follow'] === true) return followList(client, name, { wanted: input, asJson: flags.json === true });
  const output = await client.call(name, input);
  process.stdout.write(flags.json ? `${JSON.stringify(output, undefined, 2)}\n` : await formatOutput(name, output));
}

/** `@settings.json` is replaced by the contents of that file. */
async function fromFile(kind: ControlField['kind'], given: unknown): Promise<unknown> {
  if (kind !== 'json' || typeof given !== 'string' || !given.startsWith('@')) return given;
  try {
    return await readTextFile(given.slice(1));
  } catch (cause) {
    throw new EmulatorError('option_invalid', `The file ${given.slice(1)} cannot be read. Check the path.`, { cause });
  }
}
