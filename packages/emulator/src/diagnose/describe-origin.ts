import type { AllOptions } from '@acme/backend/adapter';
import { parsePublishableKey } from '@acme/backend/internal';
import { compareParties, emulatorOf } from './compare-schemes.js';
import type { Finding } from './finding.js';

/** Tokens are refused when the clocks differ by more. */
const acceptedSkewSeconds = 5;

type Claims = Readonly<Record<string, unknown>>;

/** Where a token comes from: its issuer, its application, its clock, compared with this application. */
export function describeOrigin(claims: Claims, options: AllOptions, nowMs = Date.now()): readonly Finding[] {
  const { azp } = claims;
  return [
    ...compareIssuer(claims['iss'], options),
    ...compareClock(claims['iat'], nowMs),
    ...(typeof azp === 'string' ? compareParties(azp, options) : []),
  ];
}

function compareIssuer(
  issuer: unknown,
  { publishableKey, issuer: accepted, proxyUrl, domain }: AllOptions,
): readonly Finding[] {
  const ofKey = publishableKey ? parsePublishableKey(publishableKey)?.frontendApi : undefined;
  if (typeof issuer !== 'string' || ofKey === undefined || accepted || proxyUrl || domain) return [];
  const expected = /^https?:/.test(ofKey) ? ofKey : `https://${ofKey}`;
  if (issuer === expected) return [];
  const emulator = emulatorOf(publishableKey);
  const other = /^http:\/\/(?:localhost|127\.0\.0\.1):\d+\//.exec(issuer)?.[0].slice(0, -1);
  return [
    emulator && other
      ? {
          level: 'wrong',
          text: `The token is of the emulator at ${other}, the keys are of that at ${emulator.origin}.`,
          fix: 'Give the frontend and the server the variables of one emulator: npx @acme/emulator env --port …',
        }
      : {
          level: 'weak',
          text: `The token was issued by ${issuer}, and the publishable key is of ${expected}.`,
          fix: 'Check that frontend and server have keys of the same instance.',
        },
  ];
}

function compareClock(issuedAt: unknown, nowMs: number): readonly Finding[] {
  const ahead = typeof issuedAt === 'number' ? Math.round(issuedAt - nowMs / 1000) : 0;
  if (ahead <= acceptedSkewSeconds) return [];
  return [
    {
      level: 'wrong',
      text: `The token was issued ${ahead} s in the future by the clock of this machine.`,
      fix: 'Synchronize this clock and that of the service. The clock of an emulator: npx @acme/emulator clock',
    },
  ];
}
