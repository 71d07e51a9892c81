import { parseJson } from '@acme/backend/adapter';
import { isJsonObject, type JsonObject } from '../store/json-object.js';

/** How a form or a command line shows a field. */
export type FieldKind = 'text' | 'lines' | 'secret' | 'number' | 'flag' | 'choice' | 'texts' | 'json';

/** A field of a control. It is declared once; JSON and the texts of forms and command lines are read and checked by it. */
export interface ControlField<Value = unknown, Required extends boolean = boolean> {
  readonly kind: FieldKind;
  /** One sentence without a full stop: label in the dashboard, help of the command. */
  readonly summary: string;
  readonly isRequired: Required;
  /** What it accepts, after "must be". */
  readonly expected: string;
  /** The words of a `choice`. */
  readonly choices?: readonly string[] | undefined;
  /** True if an empty text means something, such as "no last name"; otherwise an empty text is as if the field were left out. */
  readonly mayBeEmpty?: boolean | undefined;
  /** The value, or undefined if it is not acceptable. */
  read(given: unknown): Value | undefined;
}

/** Fields of a control by name. */
export type ControlFields = Readonly<Record<string, ControlField>>;

type ValueOf<Field> = Field extends ControlField<infer Value> ? Value : never;

/** The input of a control with these fields. */
export type InputOf<Fields> = {
  readonly [Name in keyof Fields as Fields[Name] extends ControlField<unknown, true> ? Name : never]: ValueOf<
    Fields[Name]
  >;
} & {
  readonly [Name in keyof Fields as Fields[Name] extends ControlField<unknown, true> ? never : Name]?:
    ValueOf<Fields[Name]> | undefined;
};

type Optional<Value> = ControlField<Value, false>;

/** Longest text, in characters. */
const maxTextLength = 10_000;
const maxItems = 500;

const isShort = (value: unknown): value is string => typeof value === 'string' && value.length <= maxTextLength;

function text(
  summary: string,
  options: { readonly kind?: FieldKind; readonly mayBeEmpty?: boolean } = {},
): Optional<string> {
  return {
    kind: 'text',
    ...options,
    summary,
    isRequired: false,
    expected: `a text of up to ${maxTextLength} characters`,
    read: (given) => (isShort(given) ? given : undefined),
  };
}

/** Longest name and longest document, in characters. */
const maxNameLength = 200;
const maxDocumentLength = 5_000_000;

function name(summary: string): Optional<string> {
  return {
    kind: 'text',
    summary,
    isRequired: false,
    expected: `a text of up to ${maxNameLength} characters in one line`,
    // Messages on terminals contain names, and terminals obey control characters.
    read: (given) => (isShort(given) && given.length <= maxNameLength && !/\p{Cc}/u.test(given) ? given : undefined),
  };
}

function document(summary: string): Optional<string | JsonObject> {
  return {
    kind: 'lines',
    summary,
    isRequired: false,
    expected: `an object, or a text of up to ${maxDocumentLength} characters`,
    read(given) {
      if (typeof given === 'string') return given.length <= maxDocumentLength ? given : undefined;
      return isJsonObject(given) ? given : undefined;
    },
  };
}

/** ms of the units of a duration. */
const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function duration(summary: string): Optional<number> {
  return {
    kind: 'text',
    summary,
    isRequired: false,
    expected: 'a number of ms, or a number with ms, s, m, h or d',
    read(given) {
      if (typeof given === 'number') return Number.isFinite(given) ? given : undefined;
      const [, count, unit = 'ms'] = /^([+-]?\d{1,15}(?:\.\d{1,6})?)\s*(ms|s|m|h|d)?$/.exec(String(given).trim()) ?? [];
      return count === undefined ? undefined : Number(count) * (units[unit] ?? 1);
    },
  };
}

function texts(summary: string): Optional<readonly string[]> {
  return {
    kind: 'texts',
    summary,
    isRequired: false,
    expected: 'a list of texts, or a text with commas or line breaks between them',
    read(given) {
      const list = isShort(given)
        ? given.split(/[,\n]/).flatMap((item) => item.trim() || [])
        : Array.isArray(given)
          ? given
          : undefined;
      return list && list.length <= maxItems && list.every(isShort) ? list : undefined;
    },
  };
}

function number(summary: string, bounds: { readonly min: number; readonly max: number }): Optional<number> {
  const { min, max } = bounds;
  return {
    kind: 'number',
    summary,
    isRequired: false,
    expected: `a whole number from ${min} to ${max}`,
    read(given) {
      const value = typeof given === 'string' && /^-?\d{1,16}$/.test(given.trim()) ? Number(given) : given;
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
        ? value
        : undefined;
    },
  };
}

/** Words of a checkbox and of a command line. */
const flagWords: Readonly<Record<string, boolean>> = { true: true, on: true, false: false, off: false };

function flag(summary: string): Optional<boolean> {
  return {
    kind: 'flag',
    summary,
    isRequired: false,
    expected: 'true or false',
    read(given) {
      if (typeof given === 'boolean') return given;
      return typeof given === 'string' && Object.hasOwn(flagWords, given) ? flagWords[given] : undefined;
    },
  };
}

function choice<const Word extends string>(summary: string, choices: readonly Word[]): Optional<Word> {
  return {
    kind: 'choice',
    summary,
    isRequired: false,
    expected: `one of ${choices.join(', ')}`,
    choices,
    read: (given) => choices.find((word) => word === given),
  };
}

function json(summary: string): Optional<JsonObject> {
  return {
    kind: 'json',
    summary,
    isRequired: false,
    expected: 'a JSON object',
    read(given) {
      try {
        // A text that was pasted may begin with the mark of its file.
        const value: unknown = typeof given === 'string' ? parseJson(given.replace(/^\uFEFF/, '')) : given;
        return isJsonObject(value) ? value : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

function required<Value>(field: Optional<Value>): ControlField<Value, true> {
  return { ...field, isRequired: true };
}

/** Makes the fields of controls. */
export const fields = { text, name, document, duration, texts, number, flag, choice, json, required };
