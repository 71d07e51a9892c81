import type { ControlContext } from './control-context.js';
import { controlTable, type ControlInput, type ControlName, type ControlOutput } from './control-table.js';
import { isControlName, runControl } from './run-control.js';

type Subject = ControlName extends infer Name ? (Name extends `${infer Group}.${string}` ? Group : never) : never;

/** A control as a function; without required fields it can be called without an input. */
export type ControlFunction<Name extends ControlName> =
  Record<never, never> extends ControlInput<Name>
    ? (input?: ControlInput<Name>) => Promise<ControlOutput<Name>>
    : (input: ControlInput<Name>) => Promise<ControlOutput<Name>>;

/** The controls as functions, by subject and verb: `controls.users.ban({ userId })`. */
export type Controls = {
  readonly [Group in Subject]: {
    readonly [Name in ControlName as Name extends `${Group}.${infer Verb}` ? Verb : never]: ControlFunction<Name>;
  };
};

/** The functions of all controls of a running emulator. */
export function controlsOf(context: ControlContext): Controls {
  const groups: Record<string, Record<string, (input?: unknown) => Promise<unknown>>> = {};
  for (const name of Object.keys(controlTable)) {
    const [group = '', verb = ''] = name.split('.');
    if (isControlName(name)) (groups[group] ??= {})[verb] = (input) => runControl(context, name, input);
  }
  // The type lists the names of the table, which the loop went through.
  return groups as unknown as Controls;
}
