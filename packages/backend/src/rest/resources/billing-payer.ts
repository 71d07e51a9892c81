import type { BillingPayerJSON, BillingPaymentMethodJSON } from '../../wire/billing-payer.js';
import { resource } from '../resource.js';

/** Who pays. */
export class BillingPayer {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Instance it belongs to. */
  declare readonly instanceId: string;
  /** The user, if a user pays. */
  declare readonly userId?: string | null | undefined;
  /** First name. */
  declare readonly firstName?: string | null | undefined;
  /** Last name. */
  declare readonly lastName?: string | null | undefined;
  /** E-mail address. */
  declare readonly email?: string | null | undefined;
  /** The organization, if an organization pays. */
  declare readonly organizationId?: string | null | undefined;
  /** Name of the organization. */
  declare readonly organizationName?: string | null | undefined;
  /** URL of the picture. */
  declare readonly imageUrl?: string | undefined;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt?: number | undefined;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt?: number | undefined;
}

/** A means of payment. */
export class BillingPaymentMethod {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Who pays with it. */
  declare readonly payerId: string;
  /** Kind, for example `card`. */
  declare readonly paymentType: string;
  /** Whether it is used unless another is chosen. */
  declare readonly isDefault?: boolean | undefined;
  /** Last four digits of a card. */
  declare readonly last4: string | null;
  /** Whether it can still be used. */
  declare readonly status: 'active' | 'disconnected';
  /** Wallet that holds the card. */
  declare readonly walletType?: string | null | undefined;
  /** Brand of the card. */
  declare readonly cardType: string | null;
  /** Year in which the card expires. */
  declare readonly expiryYear?: number | null | undefined;
  /** Month in which the card expires, 1 to 12. */
  declare readonly expiryMonth?: number | null | undefined;
}

/** Reads `BillingPayerJSON`. */
export const billingPayer = resource<BillingPayerJSON>()('commerce_payer', BillingPayer, [
  'id',
  'instanceId',
  'userId',
  'firstName',
  'lastName',
  'email',
  'organizationId',
  'organizationName',
  'imageUrl',
  'createdAt',
  'updatedAt',
]);

/** Reads `BillingPaymentMethodJSON`. */
export const billingPaymentMethod = resource<BillingPaymentMethodJSON>()(
  'commerce_payment_method',
  BillingPaymentMethod,
  [
    'id',
    'payerId',
    'paymentType',
    'isDefault',
    'last4',
    'status',
    'walletType',
    'cardType',
    'expiryYear',
    'expiryMonth',
  ],
);
