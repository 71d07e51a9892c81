import { parseJson } from '@acme/backend/adapter';
import type { Context } from 'hono';
import { ApiError } from '../errors/api-error.js';
import { isJsonObject } from '../store/json-object.js';
import { base64File } from './base64-file.js';
import { FormBody } from './form-body.js';
import { RequestBody } from './request-body.js';

/** How a body is encoded; `base64`: it is the file of the field `file`; `none`: it is ignored. */
type BodyFormat = 'json' | 'urlencoded' | 'multipart' | 'base64' | 'none';

/** Which bodies a part of the emulator accepts. */
export interface BodyRules {
  /** @param contentType - empty if the request names none */
  formatOf(contentType: string): BodyFormat;
  /** Whether a JSON list is accepted. Default false. */
  readonly acceptsLists?: boolean;
}

/**
 * Reads the body of a request. GET and HEAD have no fields.
 * @throws {ApiError} 400 `request_body_invalid`
 */
export async function readRequestBody({ req }: Context, rules: BodyRules): Promise<RequestBody> {
  if (req.method === 'GET' || req.method === 'HEAD') return new RequestBody({});
  switch (rules.formatOf(req.header('content-type') ?? '')) {
    case 'json':
      return readJson(await req.text(), rules);
    case 'urlencoded':
      return readForm(new URLSearchParams(await req.text()));
    case 'multipart':
      return readForm(await req.formData().catch(refuseForm));
    case 'base64': {
      const text = await req.text();
      return new FormBody({}, undefined, text === '' ? {} : { file: base64File(text) });
    }
    case 'none':
      return new RequestBody({});
  }
}

function readJson(text: string, { acceptsLists = false }: BodyRules): RequestBody {
  if (text.trim() === '') return new RequestBody({});
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    throw invalid('The request body is not valid JSON, or is nested too deeply.');
  }
  if (isJsonObject(value)) return new RequestBody(value);
  if (acceptsLists && Array.isArray(value)) return new RequestBody({}, value);
  throw invalid('The request body must be a JSON object.');
}

/** A name that occurs several times is a list. */
function readForm(form: Iterable<[string, string | File]>): RequestBody {
  const fields = new Map<string, string | string[]>();
  const files: Record<string, File> = {};
  for (const [name, value] of form) {
    if (typeof value !== 'string') files[name] = value;
    else {
      const known = fields.get(name);
      if (Array.isArray(known)) known.push(value);
      else fields.set(name, known === undefined ? value : [known, value]);
    }
  }
  return new FormBody(Object.fromEntries(fields), undefined, files);
}

function refuseForm(): never {
  throw invalid('The request body is not the form that its content type names.');
}

function invalid(message: string): ApiError {
  return new ApiError(400, 'request_body_invalid', 'Request body invalid', message);
}
