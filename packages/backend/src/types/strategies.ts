/** How a person proves who they are, as the service names it in `strategy` and in its settings. */
export type PasswordStrategy = 'password';
export type PasskeyStrategy = 'passkey';
export type EmailCodeStrategy = 'email_code';
export type EmailLinkStrategy = 'email_link';
export type PhoneCodeStrategy = 'phone_code';
export type TOTPStrategy = 'totp';
export type BackupCodeStrategy = 'backup_code';
export type TicketStrategy = 'ticket';
export type TrustedDeviceStrategy = 'trusted_device';
export type EnterpriseSSOStrategy = 'enterprise_sso';
export type GoogleOneTapStrategy = 'google_one_tap';
export type AppleIdTokenStrategy = 'oauth_token_apple';
export type ResetPasswordEmailCodeStrategy = 'reset_password_email_code';
export type ResetPasswordPhoneCodeStrategy = 'reset_password_phone_code';
export type PhoneNumberVerificationStrategy = PhoneCodeStrategy;

/** How an identifier is verified. */
export type VerificationStrategy =
  EmailLinkStrategy | EmailCodeStrategy | PhoneCodeStrategy | TOTPStrategy | BackupCodeStrategy;

/** Which strategy an instance offers first. */
export type PreferredSignInStrategy = 'password' | 'otp';

/** Who may sign up: everybody, people who are invited, or people from the waitlist. */
export type SignUpModes = 'public' | 'restricted' | 'waitlist';

export type PhoneCodeSMSChannel = 'sms';
export type PhoneCodeWhatsAppChannel = 'whatsapp';
/** How a code reaches a phone. */
export type PhoneCodeChannel = PhoneCodeSMSChannel | PhoneCodeWhatsAppChannel;
export type PhoneCodeProvider = PhoneCodeChannel;
/** What people see of a channel. */
export interface PhoneCodeChannelData {
  readonly channel: PhoneCodeChannel;
  /** Name shown to people. */
  readonly name: string;
}

export type BaseWeb3Provider = 'base';
export type CoinbaseWalletWeb3Provider = 'coinbase_wallet';
export type MetamaskWeb3Provider = 'metamask';
export type OKXWalletWeb3Provider = 'okx_wallet';
export type SolanaWeb3Provider = 'solana';
export type EthereumWeb3Provider =
  BaseWeb3Provider | CoinbaseWalletWeb3Provider | MetamaskWeb3Provider | OKXWalletWeb3Provider;
/** Every wallet provider. */
export type Web3Provider = EthereumWeb3Provider | SolanaWeb3Provider;
/** The sign-in strategy of a wallet provider. */
export type Web3Strategy = `web3_${Web3Provider}_signature`;
/** What people see of a wallet provider. */
export interface Web3ProviderData {
  readonly provider: Web3Provider;
  readonly strategy: Web3Strategy;
  /** Name shown to people. */
  readonly name: string;
}

export type EmailAddressIdentifier = 'email_address';
export type PhoneNumberIdentifier = 'phone_number';
export type UsernameIdentifier = 'username';
export type Web3WalletIdentifier = 'web3_wallet';
export type EmailAddressOrPhoneNumberIdentifier = 'email_address_or_phone_number';
export type FirstNameAttribute = 'first_name';
export type LastNameAttribute = 'last_name';
export type PasswordAttribute = 'password';
export type LegalAcceptedAttribute = 'legal_accepted';

/** What an instance can ask of a user. */
export type Attribute =
  | EmailAddressIdentifier
  | PhoneNumberIdentifier
  | UsernameIdentifier
  | FirstNameAttribute
  | LastNameAttribute
  | PasswordAttribute
  | Web3WalletIdentifier
  | 'authenticator_app'
  | 'backup_code'
  | PasskeyStrategy;

/** How an instance uses an attribute. */
export interface AttributeDataJSON {
  readonly enabled: boolean;
  readonly required: boolean;
  /** Whether people cannot change it themselves. */
  readonly immutable?: boolean;
  readonly verifications: readonly VerificationStrategy[];
  readonly used_for_first_factor: boolean;
  readonly first_factors: readonly VerificationStrategy[];
  readonly used_for_second_factor: boolean;
  readonly second_factors: readonly VerificationStrategy[];
  readonly verify_at_sign_up: boolean;
  readonly channels?: readonly PhoneCodeChannel[];
}

/** How an instance uses an attribute, with its name. */
export type AttributeData = AttributeDataJSON & { readonly name: Attribute };
/** How an instance uses each attribute. */
export type AttributesJSON = { readonly [Name in Attribute]: AttributeDataJSON };
/** How an instance uses each attribute, with its name. */
export type Attributes = { readonly [Name in Attribute]: AttributeData };

/** What people may do with their accounts. */
export interface Actions {
  readonly delete_self: boolean;
  readonly create_organization: boolean;
}
