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
  readonly query?: URLSearchParams;
  /** JSON, or a form. Left out: it is not checked. */
  readonly body?: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** An operation of a description. */
interface Operation extends OperationRow {
  readonly method: string;
  readonly path: string;
}

/** An error of the kind of value that is null, and one that only says that each kind has an error. */
const isRepeated = ({ keyword, params }: ErrorObject) =>
  keyword === 'anyOf' || (keyword === 'type' && params['type'] === 'null');

const describeErrors = (errors: readonly ErrorObject[] | null | undefined) =>
  (errors ?? [])
    .filter((error) => !isRepeated(error))
    .map(
      ({ instancePath, keyword, params, message }) =>
        `${instancePath.replace(/\/\d+/g, '/*')} ${keyword === 'required' ? `lacks ${String(params['missingProperty'])}` : (message ?? keyword)}`,
    );

/** The values of a form, where everything is text, as the schema describes them. */
function readForm(form: URLSearchParams, schema: object): Readonly<Record<string, unknown>> {
  const { properties = {} } = schema as { readonly properties?: Readonly<Record<string, { readonly type?: unknown }>> };
  const valueOf = (name: string): unknown => {
    const types = [properties[name]?.type].flat();
    const values = form.getAll(name);
    const [text = ''] = values;
    if (types.includes('array')) return values;
    if (values.length > 1) return values;
    if (text === '' && types.includes('null')) return null;
    if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
    if (types.includes('number') || types.includes('integer')) return Number(text);
    return text;
  };
  return Object.fromEntries([...form.keys()].map((name) => [name, valueOf(name)]));
}

interface DescriptionOptions {
  /** Fields that came after the description. */
  readonly later?: readonly string[];
  /** Fields that clients send to an operation and the description does not have. If given, no others may be sent. */
  readonly alsoSent?: (operation: string) => readonly string[];
  /** The same for the parameters of queries. */
  readonly alsoInQueries?: readonly string[];
}

/** An OpenAPI description of the service, reduced to what exchanges are checked against. */
export class Description {
  readonly operations: readonly Operation[];
  readonly #ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, coerceTypes: false });
  readonly #compiled = new Map<object, ValidateFunction>();
  readonly #routes: readonly { readonly form: RegExp; readonly names: number; readonly operation: Operation }[];
  readonly #later: ReadonlySet<string>;
  readonly #alsoSent: DescriptionOptions['alsoSent'];
  readonly #alsoInQueries: DescriptionOptions['alsoInQueries'];

  constructor(file: string, { later = [], alsoSent, alsoInQueries }: DescriptionOptions = {}) {
    this.#alsoSent = alsoSent;
    this.#alsoInQueries = alsoInQueries;
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
    const answer = this.#withoutLater(exchange.answer);
    const operation = this.operationOf(method, path);
    if (!operation) return [`${method} ${path.replace(/[a-z]+_\w{20,}/g, '{id}')}: no such operation`];
    const found = status < 300 ? this.#ofRequest(exchange, operation) : [];
    const schema = operation.answers[String(status)];
    if (schema === undefined) found.push(`answer has status ${status}`);
    else if (schema) {
      const validate = this.#validatorOf(schema);
      if (!validate(answer)) found.push(...describeErrors(validate.errors).map((text) => `answer ${text}`));
    }
    return [...new Set(found)].map((text) => `${operation.operation}: ${text}`);
  }

  /** The deviations of a request that was accepted. */
  #ofRequest({ body, query }: Exchange, operation: Operation): string[] {
    const found: string[] = [];
    if (query && this.#alsoInQueries) {
      const known = [...operation.query, ...this.#alsoInQueries];
      found.push(...[...query.keys()].filter((name) => !known.includes(name)).map((name) => `query has ${name}`));
    }
    if (body === undefined) return found;
    const schema = operation.body ?? { type: 'object' };
    let sent = body instanceof URLSearchParams ? readForm(body, schema) : this.#withoutLater(body ?? {});
    if (this.#alsoSent) {
      const known = Object.keys('properties' in schema ? (schema.properties as object) : {});
      const further = new Set(this.#alsoSent(operation.operation).filter((name) => !known.includes(name)));
      sent = Object.fromEntries(Object.entries(sent as object).filter(([name]) => !further.has(name)));
      const unknown = Object.keys(sent as object).filter((name) => !known.includes(name));
      found.push(...unknown.map((name) => `request has ${name}`));
    }
    const validate = this.#validatorOf(schema);
    if (!validate(sent)) found.push(...describeErrors(validate.errors).map((text) => `request ${text}`));
    return found;
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
