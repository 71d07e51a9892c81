import type { VerificationJSON } from './verification.js';

/** A Web3 wallet of a user. */
export interface Web3WalletJSON {
  readonly object: 'web3_wallet';
  readonly id: string;
  readonly web3_wallet: string;
  readonly verification: VerificationJSON | null;
  /** When it was created; Unix time in ms. */
  readonly created_at?: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at?: number;
}
