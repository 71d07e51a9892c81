import type { ChangeTopic } from './change-feed.js';
import type { ControlContext } from './control-context.js';
import type { ControlFields, InputOf } from './control-field.js';

/** Something that a developer can see or change in a running emulator: a function, a call over HTTP, a command, a part of the dashboard. */
export interface Control<Input, Output> {
  /** One sentence: help of the command, description in the dashboard. */
  readonly summary: string;
  readonly fields: ControlFields;
  /** False if it only reads. */
  readonly changes: boolean;
  /** What its success changes, for open pages. Default: what the tools publish themselves. */
  readonly topic?: ChangeTopic | undefined;
  run(context: ControlContext, input: Input): Promise<Output> | Output;
}

/** Declares a control; the type of its input follows from its fields. */
export function control<const Fields extends ControlFields, Output>(
  definition: Omit<Control<InputOf<Fields>, Output>, 'fields'> & { readonly fields: Fields },
): Control<InputOf<Fields>, Output> {
  return definition;
}
