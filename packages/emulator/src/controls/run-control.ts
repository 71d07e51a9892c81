import { EmulatorError } from '../errors/emulator-error.js';
import { isJsonObject } from '../store/json-object.js';
import type { Control } from './control.js';
import type { ControlContext } from './control-context.js';
import type { ControlFields } from './control-field.js';
import { controlTable, type ControlInput, type ControlName, type ControlOutput } from './control-table.js';

/** True for the name of a control. */
export function isControlName(name: string): name is ControlName {
  return Object.hasOwn(controlTable, name);
}

/**
 * Checks the input of a control and runs it. The texts of a form or a command line are as good as JSON. Messages show no values: they may
 * be secrets.
 * @throws {EmulatorError} `control_unknown`, `option_invalid`, and what the control throws
 * @throws {ApiError} what the rules of the service refuse
 */
export async function runControl<Name extends ControlName>(
  context: ControlContext,
  name: Name,
  input: unknown = {},
): Promise<ControlOutput<Name>> {
  // The table lists controls of different inputs; the check below makes the input of this one.
  const control = controlTable[name] as unknown as Control<ControlInput<Name>, ControlOutput<Name>> | undefined;
  if (!control || !isControlName(name))
    throw new EmulatorError('control_unknown', `The emulator has no control ${String(name)}.`);
  const output = await control.run(context, readInput(name, control.fields, input) as ControlInput<Name>);
  if (control.topic) context.changes.publish(control.topic);
  return output;
}

function readInput(name: string, fields: ControlFields, input: unknown): Readonly<Record<string, unknown>> {
  if (!isJsonObject(input)) throw invalid(`${name} takes an object of fields.`);
  const known = Object.keys(fields);
  const unknown = Object.keys(input).find((field) => !Object.hasOwn(fields, field));
  if (unknown !== undefined) {
    const list = known.length === 0 ? 'It takes none.' : `It takes: ${known.join(', ')}.`;
    throw invalid(`${name} does not take the field ${unknown.slice(0, 50)}. ${list}`);
  }
  const values: Record<string, unknown> = {};
  for (const [field, declared] of Object.entries(fields)) {
    const { isRequired, expected, mayBeEmpty } = declared;
    const given = input[field];
    if (given === undefined || (given === '' && !mayBeEmpty)) {
      if (isRequired) throw invalid(`${name}: ${field} is missing. It must be ${expected}.`);
      continue;
    }
    const value = declared.read(given);
    if (value === undefined) throw invalid(`${name}: ${field} must be ${expected}.`);
    values[field] = value;
  }
  return values;
}

function invalid(message: string): EmulatorError {
  return new EmulatorError('option_invalid', message);
}
