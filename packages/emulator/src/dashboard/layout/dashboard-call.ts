import type { ControlInput, ControlName, ControlOutput } from '../../controls/control-table.js';
import type { ControlContext } from '../../controls/control-context.js';
import { runControl } from '../../controls/run-control.js';
import type { Caller } from '../../http/listen.js';

/** A form that was refused: the page shows it again with the reason. */
export interface RefusedForm {
  readonly action: string;
  readonly reason: string;
  readonly status: number;
}

/** The parts of a call. */
interface CallParts {
  readonly controls: ControlContext;
  readonly caller: Caller;
  readonly url: URL;
  /** The parts of the path that differ. */
  readonly path: Readonly<Record<string, string>>;
  readonly form?: FormData | undefined;
  readonly refused?: RefusedForm | undefined;
}

/** A request for a page of the dashboard, or for one of its actions. */
export class DashboardCall {
  readonly #parts: CallParts;

  constructor(parts: CallParts) {
    this.#parts = parts;
  }

  get controls(): ControlContext {
    return this.#parts.controls;
  }

  get caller(): Caller {
    return this.#parts.caller;
  }

  get refused(): RefusedForm | undefined {
    return this.#parts.refused;
  }

  /** The same call after its form was refused. */
  withRefusal(refused: RefusedForm): DashboardCall {
    return new DashboardCall({ ...this.#parts, refused });
  }

  /** Runs a control: all that the dashboard reads and changes goes this way. The texts of a form are as good as JSON. */
  run<Name extends ControlName>(
    name: Name,
    input?: Readonly<Partial<Record<keyof ControlInput<Name> & string, unknown>>>,
  ): Promise<ControlOutput<Name>> {
    return runControl(this.controls, name, input ?? {});
  }

  /** A part of the path, as it is named there. */
  pathPart(name: string): string {
    return this.#parts.path[name] ?? '';
  }

  /** A value of the query; undefined if it is absent or empty. */
  query(name: string): string | undefined {
    return this.#parts.url.searchParams.get(name) ?? undefined;
  }

  /** A field of the form; undefined if it is absent. */
  sent(name: string): string | undefined {
    const value = this.#parts.form?.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  /** Whether a box of the form is checked. */
  isChecked(name: string): boolean {
    return this.sent(name) !== undefined;
  }

  /** The values of a field that the form has several times. */
  allSent(name: string): readonly string[] {
    return (this.#parts.form?.getAll(name) ?? []).filter((value) => typeof value === 'string');
  }

  /** The texts of the form, in the order of its fields. */
  get texts(): readonly (readonly [name: string, text: string])[] {
    return Array.from(this.#parts.form ?? []).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    );
  }

  /** Whether the form has a place for a file. */
  get hasFiles(): boolean {
    return Array.from(this.#parts.form?.values() ?? []).some((value) => value instanceof File);
  }

  /** A file of the form; undefined if none was chosen. */
  file(name: string): File | undefined {
    const value = this.#parts.form?.get(name);
    return value instanceof File && value.size > 0 ? value : undefined;
  }

  /** What a field shows: what was sent, if this form was refused; otherwise its value. */
  kept(action: string, name: string, value: string): string {
    return this.refused?.action === action ? (this.sent(name) ?? '') : value;
  }

  /** The address of the page with other values in the query; undefined removes one. */
  linkWith(change: Readonly<Record<string, string | undefined>>): string {
    const query = new URLSearchParams(this.#parts.url.searchParams);
    query.delete('note');
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined || value === '') query.delete(name);
      else query.set(name, value);
    }
    const text = query.toString();
    return `${this.#parts.url.pathname}${text && `?${text}`}`;
  }
}
