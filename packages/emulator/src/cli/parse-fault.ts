import { controlTable } from '../controls/control-table.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { closestWord } from '../instance/closest-word.js';

const known = Object.keys(controlTable['faults.add'].fields);

/**
 * Reads a fault of the command line: method and path, both may be left out, and fields as `name=value`. Values end at a space.
 * @returns the input of the control `faults.add`, as texts
 * @throws {EmulatorError} `option_invalid`
 */
export function parseFault(text: string): Readonly<Record<string, string>> {
  const fault: Record<string, string> = {};
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const [, name, value] = /^(\w+)=(.*)$/.exec(word) ?? [];
    if (name !== undefined && value !== undefined) {
      if (!known.includes(name)) throw unknown(text, name);
      fault[name] = value;
    } else if (/^[/*]/.test(word)) fault['path'] = word;
    else if (/^[A-Za-z]+$/.test(word)) fault['method'] = word;
    else throw new EmulatorError('option_invalid', `--fault: ${word} is neither a method, a path nor name=value.`);
  }
  return fault;
}

function unknown(text: string, name: string): EmulatorError {
  const meant = closestWord(name, known);
  const hint = meant === undefined ? `Known: ${known.join(', ')}.` : `Did you mean ${meant}?`;
  return new EmulatorError('option_invalid', `--fault '${text}': ${name} is not known. ${hint}`);
}
