/** A test of an enterprise connection. */
export interface EnterpriseConnectionTestRunJSON {
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** How it went. */
  readonly status: 'pending' | 'success' | 'failed';
  /** Protocol of the connection. */
  readonly connection_type: 'saml' | 'oauth';
  /** What was read about the person. */
  readonly parsed_user_info?: {
    readonly email_address?: string;
    readonly first_name?: string;
    readonly last_name?: string;
    readonly user_id?: string;
  } | null;
  /** What happened, in order. */
  readonly logs?: readonly {
    readonly level: string;
    readonly code: string;
    readonly short_message: string;
    readonly message: string;
  }[];
  /** SAML messages, XML. */
  readonly saml?: {
    readonly saml_request?: string;
    readonly saml_response?: string;
    readonly relay_state?: string;
  } | null;
  /** Tokens of the provider. */
  readonly oauth?: {
    readonly id_token?: string;
    readonly access_token?: string;
    readonly user_info?: string;
  } | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
}

/** Where to start a test of an enterprise connection. */
export interface EnterpriseConnectionTestRunStartJSON {
  /** URL to open in a browser. */
  readonly url: string;
}
