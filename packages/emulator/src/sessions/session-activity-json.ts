import type { SessionActivityJSON } from '@acme/backend/wire';
import type { SessionRow } from '../store/tables.js';

/** Browsers by the name in their user agent. The first match counts: each of them names those after it as well. */
const browsers = [
  ['Edge', /\bEdg\/([\d.]+)/],
  ['Opera', /\bOPR\/([\d.]+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/([\d.]+)/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\/([\d.]+)/],
  ['Safari', /\bVersion\/([\d.]+).*\bSafari\//],
] as const;

const devices = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['Macintosh', /Macintosh/],
  ['Linux', /Linux|X11/],
] as const;

/** Where a session was started: browser, device and address. Null if no request started it. */
export function sessionActivityJSON(session: SessionRow): SessionActivityJSON | null {
  const { userAgent, ipAddress } = session;
  if (userAgent === null) return null;
  const browser = browsers.find(([, pattern]) => pattern.test(userAgent));
  return {
    ...{ object: 'session_activity' },
    id: session.id.replace(/^sess_/, 'sess_activity_'),
    ...(browser && { browser_name: browser[0], browser_version: browser[1].exec(userAgent)?.[1] ?? '' }),
    device_type: devices.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'Unknown',
    is_mobile: /Mobile|Android|iPhone|iPad/.test(userAgent),
    ...(ipAddress !== null && { ip_address: ipAddress }),
  };
}
