import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

interface Operation {
  readonly operation: string;
  readonly query: readonly string[];
  readonly body?: object;
  readonly answers: Readonly<Record<string, object | null>>;
}

interface Description {
  readonly schemas: Readonly<Record<string, object>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const description = JSON.parse(readFileSync(new URL('backend-api.json', import.meta.url), 'utf8')) as Description;
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: 'description', schemas: description.schemas });

/** One exchange with the Backend API. */
export interface Exchange {
  readonly method: string;
  /** With `/v1` or without. */
  readonly path: string;
  readonly query: readonly string[];
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

const routes = Object.entries(description.paths).map(([path, operations]) => ({
  path,
  operations,
  form: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
  names: path.split('{').length,
}));

/** The operation of a call; fixed paths come before those with names. */
function operationOf(method: string, path: string): Operation | undefined {
  const plain = path.replace(/^\/v1/, '');
  return routes
    .filter(({ form, operations }) => form.test(plain) && operations[method])
    .sort((left, right) => left.names - right.names)[0]?.operations[method];
}

/** Fields that clients of version 3.25.0 send and read, and that came after the description. */
const later = new Set(['timezone', 'idp_certificates', 'act']);

function withoutLater(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLater);
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).filter(([name]) => !later.has(name));
  return Object.fromEntries(known.map(([name, item]) => [name, withoutLater(item)]));
}

const compiled = new Map<object, ValidateFunction>();

function validatorOf(schema: object): ValidateFunction {
  let validate = compiled.get(schema);
  if (!validate) {
    const text = JSON.stringify(schema).replaceAll('"#/schemas/', '"description#/schemas/');
    validate = ajv.compile(JSON.parse(text) as object);
    compiled.set(schema, validate);
  }
  return validate;
}

const describeErrors = (errors: readonly ErrorObject[] | null | undefined) =>
  (errors ?? []).map(
    ({ instancePath, keyword, params, message }) =>
      `${instancePath.replace(/\/\d+/g, '/*')} ${keyword === 'required' ? `lacks ${String(params['missingProperty'])}` : (message ?? keyword)}`,
  );

/** The deviations of an exchange from the description: `operation: where what`. */
export function deviations(exchange: Exchange): readonly string[] {
  const { method, path, status } = exchange;
  const body = withoutLater(exchange.body);
  const answer = withoutLater(exchange.answer);
  const operation = operationOf(method, path);
  if (!operation) return [`${method} ${path.replace(/[a-z]+_\w{20,}/g, '{id}')}: no such operation`];
  const found: string[] = [];
  if (operation.body && status < 300) {
    const validate = validatorOf(operation.body);
    if (!validate(body ?? {})) found.push(...describeErrors(validate.errors).map((text) => `request ${text}`));
  }
  const schema = operation.answers[String(status)];
  if (schema === undefined) found.push(`answer has status ${status}`);
  else if (schema) {
    const validate = validatorOf(schema);
    if (!validate(answer)) found.push(...describeErrors(validate.errors).map((text) => `answer ${text}`));
  }
  return [...new Set(found)].map((text) => `${operation.operation}: ${text}`);
}
