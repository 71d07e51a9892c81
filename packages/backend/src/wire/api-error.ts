/** One error of a Backend API answer. */
export interface ClerkAPIErrorJSON {
  /** Stable code, for example `resource_not_found`. */
  readonly code: string;
  readonly message: string;
  /** A sentence for people. */
  readonly long_message?: string;
  readonly meta?: ClerkAPIErrorMetaJSON;
}

/** Details of a {@link ClerkAPIErrorJSON}; which of them are there depends on the code. */
export interface ClerkAPIErrorMetaJSON {
  readonly param_name?: string;
  readonly session_id?: string;
  readonly email_addresses?: readonly string[];
  readonly identifiers?: readonly string[];
  readonly zxcvbn?: unknown;
  readonly plan?: unknown;
  readonly is_plan_upgrade_possible?: boolean;
  readonly seats_quantity_to_add?: number;
  readonly seats_quantity?: number;
  readonly trace_id?: string;
  readonly kind?: string;
  readonly title?: string;
  readonly description?: string;
  readonly link_url?: string;
  readonly link_text?: string;
  readonly data?: unknown;
}

/** Body of every answer of the service outside 200–299. */
export interface ClerkAPIErrorBodyJSON {
  readonly errors: readonly ClerkAPIErrorJSON[];
  /** The service's id of the request. */
  readonly clerk_trace_id?: string;
}
