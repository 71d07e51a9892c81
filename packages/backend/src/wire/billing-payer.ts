/** Who pays. */
export interface BillingPayerJSON {
  readonly object: 'commerce_payer';
  readonly id: string;
  readonly instance_id: string;
  readonly user_id?: string | null;
  readonly first_name?: string | null;
  readonly last_name?: string | null;
  readonly email?: string | null;
  readonly organization_id?: string | null;
  readonly organization_name?: string | null;
  readonly image_url?: string;
  readonly created_at?: number;
  readonly updated_at?: number;
}

/** A means of payment. */
export interface BillingPaymentMethodJSON {
  readonly object: 'commerce_payment_method';
  readonly id: string;
  readonly payer_id: string;
  readonly payment_type: string;
  readonly is_default?: boolean;
  readonly last4: string | null;
  readonly status: 'active' | 'disconnected';
  readonly wallet_type?: string | null;
  readonly card_type: string | null;
  readonly expiry_year?: number | null;
  readonly expiry_month?: number | null;
}
