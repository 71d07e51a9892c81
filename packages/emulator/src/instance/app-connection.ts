/** How an application reaches an emulator. */
export interface AppConnection {
  /** Where browsers reach it. */
  readonly url: string;
  readonly port: number;
  readonly hostname?: string | undefined;
  readonly publishableKey: string;
  readonly secretKey: string;
  /** Public key of every token, SPKI PEM. */
  readonly jwtKey: string;
}

/** The environment variables that point an application to an emulator. */
export function environmentFor(connection: AppConnection): Readonly<Record<string, string>> {
  return {
    CLERK_PUBLISHABLE_KEY: connection.publishableKey,
    CLERK_SECRET_KEY: connection.secretKey,
    // Libraries that ignore CLERK_API_URL cannot fetch the keys, but they can verify with this one. Without its line breaks
    // it is the same key, and tools for `.env` files need not support values of several lines.
    CLERK_JWT_KEY: connection.jwtKey.replaceAll('\n', ''),
    CLERK_API_URL: `http://${apiHost(connection.hostname)}:${connection.port}`,
    CLERK_SIGN_IN_URL: `${connection.url}/sign-in`,
    CLERK_SIGN_UP_URL: `${connection.url}/sign-up`,
    // Development keys switch telemetry on; without network it would only fail.
    CLERK_TELEMETRY_DISABLED: '1',
  };
}

/** An address instead of "localhost", so that servers need no name lookup and no choice between IPv4 and IPv6. */
function apiHost(hostname: string | undefined): string {
  if (hostname === undefined || ['localhost', '0.0.0.0', '::'].includes(hostname)) return '127.0.0.1';
  return hostname.includes(':') ? `[${hostname}]` : hostname;
}

/** Output formats of `acme-emulator env`. */
export const envFormats = ['dotenv', 'shell', 'json'] as const;
export type EnvFormat = (typeof envFormats)[number];

/** The variables as text, ending in a line break. */
export function formatEnvironment(environment: Readonly<Record<string, string>>, format: EnvFormat): string {
  if (format === 'json') return `${JSON.stringify(environment, null, 2)}\n`;
  return Object.entries(environment)
    .map(([name, value]) =>
      format === 'shell' ? `export ${name}='${value.replaceAll("'", "'\\''")}'\n` : `${name}=${value}\n`,
    )
    .join('');
}
