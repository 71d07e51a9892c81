import type { OAuthClientProvider } from '@modelcontextprotocol/client';

type Tokens = Parameters<OAuthClientProvider['saveTokens']>[0];
type Discovery = Parameters<NonNullable<OAuthClientProvider['saveDiscoveryState']>>[0];

/** What a client keeps while it runs. A program that people use daily stores the tokens in the keychain of the system. */
export class OAuthMemory implements OAuthClientProvider {
  #tokens: Tokens | undefined;
  #verifier = '';
  #discovery: Discovery | undefined;

  /**
   * @param url - where this client listens
   * @param redirectToAuthorization - sends the person to an address
   * @param clientId - of an OAuth application of the instance. Default: the address of the metadata document of this client
   */
  constructor(
    readonly url: string,
    readonly redirectToAuthorization: (address: URL) => void,
    readonly clientId = OAuthMemory.documentOf(url).client_id,
  ) {}

  /**
   * The client ID metadata document of this client; its address is the id. The emulator reads documents of this machine, a real instance
   * those that are public.
   */
  static documentOf(url: string) {
    return {
      client_id: `${url}/client.json`,
      client_name: 'Example client',
      redirect_uris: [`${url}/callback`],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
  }

  get redirectUrl() {
    return `${this.url}/callback`;
  }
  get clientMetadata() {
    return OAuthMemory.documentOf(this.url);
  }
  clientInformation() {
    return { client_id: this.clientId };
  }
  tokens() {
    return this.#tokens;
  }
  saveTokens(tokens: Tokens) {
    this.#tokens = tokens;
  }
  saveCodeVerifier(verifier: string) {
    this.#verifier = verifier;
  }
  codeVerifier() {
    return this.#verifier;
  }
  saveDiscoveryState(discovery: Discovery) {
    this.#discovery = discovery;
  }
  discoveryState() {
    return this.#discovery;
  }
}
