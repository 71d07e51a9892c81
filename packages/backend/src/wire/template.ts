/** A template of e-mails or text messages. */
export interface TemplateJSON {
  readonly object: 'template';
  readonly id: string;
  readonly instance_id: string | null;
  readonly resource_type: string;
  readonly template_type: string;
  readonly name: string;
  readonly slug: string;
  readonly can_revert: boolean;
  readonly can_delete: boolean;
  readonly subject: string | null;
  readonly markup: string;
  readonly body: string;
  readonly available_variables: readonly string[];
  readonly required_variables: readonly string[];
  readonly from_email_name: string;
  readonly reply_to_email_name: string;
  readonly delivered_by_clerk: boolean;
  readonly enabled: boolean;
  readonly created_at: number;
  readonly updated_at: number;
}
