import type { RequestFacts } from './request-facts.js';

const cut = (secret: string | undefined) => secret && secret.slice(0, 7);

/** What helps to see why a request was decided as it was. Tokens and keys are cut short, headers are left out. */
export function describeRequest(facts: RequestFacts): Readonly<Record<string, unknown>> {
  const { options, isProduction, frontendApi } = facts.config;
  const { cookies } = facts;
  return {
    publishableKey: options.publishableKey,
    instanceType: isProduction ? 'production' : 'development',
    frontendApi,
    apiUrl: options.apiUrl,
    apiVersion: options.apiVersion,
    isSatellite: options.isSatellite,
    domain: options.domain,
    proxyUrl: options.proxyUrl,
    signInUrl: options.signInUrl,
    acceptsToken: options.acceptsToken,
    secretKey: cut(options.secretKey),
    machineSecretKey: cut(options.machineSecretKey),
    jwtKey: cut(options.jwtKey),
    method: facts.head.method,
    origin: facts.origin,
    tokenInHeader: cut(facts.bearer),
    sessionTokenInCookie: cut(cookies.suffixedSession ?? cookies.session),
    refreshTokenInCookie: cut(cookies.refresh),
    devBrowserToken: cut(cookies.suffixedDevBrowser ?? cookies.devBrowser),
    handshakeToken: cut(cookies.handshake),
    handshakeNonce: cut(cookies.handshakeNonce),
    clientUat: cookies.suffixedClientUat ?? cookies.clientUat,
  };
}
