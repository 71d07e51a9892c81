/** Who pays. */
export interface BillingPayerJSON {
  readonly object: 'commerce_payer';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Instance it belongs to. */
  readonly instance_id: string;
  /** The user, if a user pays. */
  readonly user_id?: string | null;
  /** First name. */
  readonly first_name?: string | null;
  /** Last name. */
  readonly last_name?: string | null;
  /** E-mail address. */
  readonly email?: string | null;
  /** The organization, if an organization pays. */
  readonly organization_id?: string | null;
  /** Name of the organization. */
  readonly organization_name?: string | null;
  /** URL of the picture. */
  readonly image_url?: string;
  /** When it was created; Unix time in ms. */
  readonly created_at?: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at?: number;
}

/** A means of payment. */
export interface BillingPaymentMethodJSON {
  readonly object: 'commerce_payment_method';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Who pays with it. */
  readonly payer_id: string;
  /** Kind, for example `card`. */
  readonly payment_type: string;
  /** Whether it is used unless another is chosen. */
  readonly is_default?: boolean;
  /** Last four digits of a card. */
  readonly last4: string | null;
  /** Whether it can still be used. */
  readonly status: 'active' | 'disconnected';
  /** Wallet that holds the card. */
  readonly wallet_type?: string | null;
  /** Brand of the card. */
  readonly card_type: string | null;
  /** Year in which the card expires. */
  readonly expiry_year?: number | null;
  /** Month in which the card expires, 1 to 12. */
  readonly expiry_month?: number | null;
}
