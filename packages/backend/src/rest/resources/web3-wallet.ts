import type { Web3WalletJSON } from '../../wire/web3-wallet.js';
import { one, resource } from '../resource.js';
import type { Verification } from './verification.js';
import { verification } from './verification.js';

/** A Web3 wallet of a user. */
export class Web3Wallet {
  /** Identifier, `idn_…`. */
  declare readonly id: string;
  /** Wallet address, 0x followed by 40 hexadecimal digits. */
  declare readonly web3Wallet: string;
  /** State of the verification; null if none was started. */
  declare readonly verification: Verification | null;
}

/** Reads `Web3WalletJSON`. */
export const web3Wallet = resource<Web3WalletJSON>()(undefined, Web3Wallet, ['id', 'web3Wallet'], {
  verification: one(verification),
});
