import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

interface OperationRow {
  readonly operation: string;
  readonly query: readonly string[];
  /** Schema of the body: JSON, or the fields of a form. */
  readonly body?: object;
  /** Schemas by status; null: no JSON, or nothing is said about it. */
  readonly answers: Readonly<Record<string, object | null>>;
}

interface DescriptionFile {
  readonly schemas: Readonly<Record<string, object>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationRow>>>>;
}

/** One exchange with an API. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** Left out: it is not checked. */
  readonly body?: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** An operation of a description. */
interface Operation extends OperationRow {
  readonly method: string;
  readonly path: string;
}

const describeErrors = (errors: readonly ErrorObject[] | null | undefined) =>
  (errors ?? []).map(
    ({ instancePath, keyword, params, message }) =>
      `${instancePath.replace(/\/\d+/g, '/*')} ${keyword === 'required' ? `lacks ${String(params['missingProperty'])}` : (message ?? keyword)}`,
  );

/** An OpenAPI description of the service, reduced to what exchanges are checked against. */
export class Description {
  readonly operations: readonly Operation[];
  readonly #ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, coerceTypes: false });
  readonly #compiled = new Map<object, ValidateFunction>();
  readonly #routes: readonly { readonly form: RegExp; readonly names: number; readonly operation: Operation }[];
  readonly #later: ReadonlySet<string>;

  /** @param later - fields that came after the description */
  constructor(file: string, { later = [] }: { readonly later?: readonly string[] } = {}) {
    const { schemas, paths } = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as DescriptionFile;
    this.#ajv.addSchema({ $id: 'description', schemas });
    this.#later = new Set(later);
    this.operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, row]) => ({ ...row, method, path })),
    );
    this.#routes = this.operations
      .map((operation) => ({
        operation,
        form: new RegExp(`^${operation.path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
        names: operation.path.split('{').length,
      }))
      // Fixed paths come before those with names.
      .sort((left, right) => left.names - right.names);
  }

  /** The operation of a call. */
  operationOf(method: string, path: string): Operation | undefined {
    return this.#routes.find(({ form, operation }) => operation.method === method && form.test(path))?.operation;
  }

  /** The deviations of an exchange from the description: `operation: where what`. */
  deviations(exchange: Exchange): readonly string[] {
    const { method, path, status } = exchange;
    const body = this.#withoutLater(exchange.body);
    const answer = this.#withoutLater(exchange.answer);
    const operation = this.operationOf(method, path);
    if (!operation) return [`${method} ${path.replace(/[a-z]+_\w{20,}/g, '{id}')}: no such operation`];
    const found: string[] = [];
    if (operation.body && status < 300 && 'body' in exchange) {
      const validate = this.#validatorOf(operation.body);
      if (!validate(body ?? {})) found.push(...describeErrors(validate.errors).map((text) => `request ${text}`));
    }
    const schema = operation.answers[String(status)];
    if (schema === undefined) found.push(`answer has status ${status}`);
    else if (schema) {
      const validate = this.#validatorOf(schema);
      if (!validate(answer)) found.push(...describeErrors(validate.errors).map((text) => `answer ${text}`));
    }
    return [...new Set(found)].map((text) => `${operation.operation}: ${text}`);
  }

  #withoutLater(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#withoutLater(item));
    if (typeof value !== 'object' || value === null) return value;
    const known = Object.entries(value).filter(([name]) => !this.#later.has(name));
    return Object.fromEntries(known.map(([name, item]) => [name, this.#withoutLater(item)]));
  }

  #validatorOf(schema: object): ValidateFunction {
    let validate = this.#compiled.get(schema);
    if (!validate) {
      const text = JSON.stringify(schema).replaceAll('"#/schemas/', '"description#/schemas/');
      validate = this.#ajv.compile(JSON.parse(text) as object);
      this.#compiled.set(schema, validate);
    }
    return validate;
  }
}
