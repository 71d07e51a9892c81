/** One entry of the `errors` list that Clerk's APIs answer with. */
export interface ApiErrorJSON {
  readonly code: string;
  readonly message: string;
  readonly long_message: string;
  readonly meta: Readonly<Record<string, unknown>>;
}

/** An error that the caller receives as `{ errors: [...] }` with an HTTP status. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly longMessage: string = message,
    readonly meta: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** The body of the HTTP answer. */
  toWire(): { readonly errors: readonly ApiErrorJSON[] } {
    return { errors: [{ code: this.code, message: this.message, long_message: this.longMessage, meta: this.meta }] };
  }
}

/** 404: the object or the route does not exist. */
export class NotFoundError extends ApiError {
  constructor(longMessage: string) {
    super(404, 'resource_not_found', 'not found', longMessage);
  }
}

/** 501: the service has this operation, the emulator does not. */
export class NotEmulatedError extends ApiError {
  constructor(longMessage: string) {
    super(501, 'not_emulated', 'not emulated', longMessage);
  }
}

/** 401: the secret key is missing or is not this emulator's. */
export class SecretKeyError extends ApiError {
  constructor(longMessage: string) {
    super(401, 'clerk_key_invalid', 'The provided Clerk secret key is invalid', longMessage);
  }
}

/** 422: a field of a form or of a request body is not acceptable. `parameter` is the field's name on the wire. */
export class ParameterError extends ApiError {
  constructor(code: string, message: string, parameter: string, longMessage = message) {
    super(422, code, message, longMessage, { param_name: parameter });
  }
}
