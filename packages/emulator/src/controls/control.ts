import type { ChangeTopic } from './change-feed.js';
import type { ControlContext } from './control-context.js';
import type { ControlFields, InputOf } from './control-field.js';

/** What a control says of itself. */
interface Description {
  /** One sentence: help of the command, description in the dashboard. */
  readonly summary: string;
  readonly fields: ControlFields;
  /** False if it only reads. */
  readonly changes: boolean;
  /** What its success changes, for open pages. Default: what the tools publish themselves. */
  readonly topic?: ChangeTopic | undefined;
}

/** Something that a developer can see or change in a running emulator: a function, a call over HTTP, a command, a part of the dashboard. */
export interface Control<Input, Output> extends Description {
  /**
   * @param context - a {@link ControlContext}. It is not named here, because the public types of the package follow from the table, and must
   * not contain those of the database.
   */
  run(context: object, input: Input): Promise<Output> | Output;
}

/** A control as it is written in the table. */
interface Definition<Fields extends ControlFields, Output> extends Description {
  readonly fields: Fields;
  run(context: ControlContext, input: InputOf<Fields>): Promise<Output> | Output;
}

/** Declares a control; the type of its input follows from its fields. */
export function control<const Fields extends ControlFields, Output>(
  definition: Definition<Fields, Output>,
): Control<InputOf<Fields>, Output> {
  return definition;
}
