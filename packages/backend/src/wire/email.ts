/** An e-mail sent by the service. */
export interface EmailJSON {
  readonly object: 'email';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Local part of the sender. */
  readonly from_email_name: string;
  /** Identifier of the addressed e-mail address. */
  readonly email_address_id: string | null;
  /** Address it was sent to. */
  readonly to_email_address?: string;
  /** Subject line. */
  readonly subject?: string;
  /** HTML text. */
  readonly body?: string;
  /** Plain text. */
  readonly body_plain?: string | null;
  /** State of the delivery. */
  readonly status?: string;
  /** Template it was made from. */
  readonly slug?: string | null;
  /** Values the template was filled with, as they were given. */
  readonly data?: Readonly<Record<string, unknown>> | null;
  /** Whether the service delivers it; otherwise the application must. */
  readonly delivered_by_clerk?: boolean;
  /** User it was sent to. */
  readonly user_id?: string | null;
  /** Why it was not delivered. */
  readonly suppression_reason?: string | null;
}
