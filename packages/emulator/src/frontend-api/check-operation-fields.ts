import { ParameterError } from '../errors/api-error.js';
import type { RequestBody } from '../http/request-body.js';
import { operationFields, everywhere, furtherFields, type FieldType } from './operation-fields.js';
import type { OperationId } from './operations.js';

/** The fields of an operation with their types. */
export type Fields = ReadonlyMap<string, FieldType>;

/** The fields that an operation accepts. */
export function fieldsOf(id: OperationId): Fields {
  const described: { readonly [Id in OperationId]?: string } = operationFields;
  const texts = [described[id], furtherFields[id], everywhere].join(' ').trim().split(/\s+/);
  return new Map(
    texts.map((text) => {
      const [name = '', type = 'text'] = text.split(':');
      // The table has only these types.
      return [name, type as FieldType];
    }),
  );
}

/**
 * Refuses a field that the operation does not have, or whose value is of another type: nothing is ignored.
 * @throws {ParameterError} `form_param_unknown`, `form_param_format_invalid`
 */
export function checkOperationFields(body: RequestBody, fields: Fields): void {
  for (const name of body.names) {
    switch (fields.get(name)) {
      case undefined:
        throw unknownParameter(name);
      case 'text':
        body.string(name);
        break;
      case 'flag':
        body.boolean(name);
        break;
      case 'number':
        body.number(name);
        break;
      case 'texts':
        body.strings(name);
        break;
      case 'object':
        body.object(name);
        break;
      case 'file':
        body.requiredFile(name);
    }
  }
}

/** The refusal of a field that a call does not have. */
export function unknownParameter(name: string): ParameterError {
  return new ParameterError(
    'form_param_unknown',
    'is unknown',
    name,
    `${name} is not a valid parameter for this request.`,
  );
}
