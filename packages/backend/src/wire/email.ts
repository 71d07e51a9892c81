/** An e-mail sent by the service. */
export interface EmailJSON {
  readonly object: 'email';
  readonly id: string;
  readonly from_email_name: string;
  readonly email_address_id: string | null;
  readonly to_email_address?: string;
  readonly subject?: string;
  readonly body?: string;
  readonly body_plain?: string | null;
  readonly status?: string;
  readonly slug?: string | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly delivered_by_clerk?: boolean;
  readonly user_id?: string | null;
  readonly suppression_reason?: string | null;
}
