import { ParameterError } from '../errors/api-error.js';
import type { RequestBody } from '../http/request-body.js';

const minNameLength = 3;
const maxDescriptionLength = 255;

/** The name of a new API key. @throws {ParameterError} `form_param_missing`, `form_param_format_invalid` */
export function readApiKeyName(body: RequestBody): string {
  const name = body.requiredString('name');
  if (name.length >= minNameLength && name.trim() === name) return name;
  throw new ParameterError(
    'form_param_format_invalid',
    'is invalid',
    'name',
    `name must have at least ${minNameLength} characters, without spaces at its ends.`,
  );
}

/** The description of an API key; undefined: not given. @throws {ParameterError} `form_param_format_invalid` */
export function readApiKeyDescription(body: RequestBody): string | null | undefined {
  const description = body.string('description');
  if ((description?.length ?? 0) <= maxDescriptionLength) return description;
  throw new ParameterError(
    'form_param_format_invalid',
    'is invalid',
    'description',
    `description may have up to ${maxDescriptionLength} characters.`,
  );
}
