/** A template of e-mails or text messages. */
export interface TemplateJSON {
  readonly object: 'template';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Instance it belongs to; null for the standard one. */
  readonly instance_id: string | null;
  /** `system` or `user`. */
  readonly resource_type: string;
  /** `email` or `sms`. */
  readonly template_type: string;
  /** Name shown to people. */
  readonly name: string;
  /** Which message it is for. */
  readonly slug: string;
  /** Whether it differs from the standard one. */
  readonly can_revert: boolean;
  /** Whether it can be deleted. */
  readonly can_delete: boolean;
  /** Subject line. */
  readonly subject: string | null;
  /** Markup the editor works with. */
  readonly markup: string;
  /** HTML text. */
  readonly body: string;
  /** Variables it may use. */
  readonly available_variables: readonly string[];
  /** Variables it must use. */
  readonly required_variables: readonly string[];
  /** Local part of the sender. */
  readonly from_email_name: string;
  /** Local part of the address for answers. */
  readonly reply_to_email_name: string;
  /** Whether the service delivers it; otherwise the application must. */
  readonly delivered_by_clerk: boolean;
  /** Whether it is in use. */
  readonly enabled: boolean;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}
