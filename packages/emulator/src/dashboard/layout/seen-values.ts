import { createHash } from 'node:crypto';
import { ApiError } from '../../errors/api-error.js';
import type { DashboardCall } from './dashboard-call.js';

/** The texts of a form by field. */
type Values = Readonly<Record<string, string>>;

const fieldOf = (name: string) => `seen.${name}`;

/** Browsers send line breaks in another form than they were given, and inputs drop them. */
const fingerprint = (text: string) =>
  createHash('sha256')
    .update(text.replace(/[\r\n]+/g, '').trim())
    .digest('base64url')
    .slice(0, 22);

/** Hidden fields that tell what a form showed: two people may have it open. */
export function seenValues(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, text]) => [fieldOf(name), fingerprint(text)]));
}

/** What a field of such a form shows: what the person changed, if the form was refused; otherwise the value of now. */
export function keptValue(call: DashboardCall, action: string, name: string, now: string): string {
  const kept = call.kept(action, name, now);
  return call.sent(fieldOf(name)) === fingerprint(kept) ? now : kept;
}

/**
 * What a person changed in a form. Fields that were left alone keep what somebody else may have made of them since.
 * @param current - the texts that the form would show now
 * @throws {ApiError} 409 `changed_meanwhile` if somebody else changed the same field since the form was loaded
 */
export function changedValues(call: DashboardCall, current: Values): Values {
  const changed: Record<string, string> = {};
  for (const [name, now] of Object.entries(current)) {
    const sent = call.sent(name)?.trim();
    const seen = call.sent(fieldOf(name));
    // A program that sends the form need not tell what it saw.
    if (sent === undefined || seen === fingerprint(sent)) continue;
    if (fingerprint(sent) !== fingerprint(now)) refuseStale(call, { [name]: now });
    changed[name] = sent;
  }
  return changed;
}

/** @throws {ApiError} 409 `changed_meanwhile` if one of these texts is not the one that the form showed */
export function refuseStale(call: DashboardCall, current: Values): void {
  for (const [name, now] of Object.entries(current)) {
    const seen = call.sent(fieldOf(name));
    if (seen !== undefined && seen !== fingerprint(now))
      throw new ApiError(
        409,
        'changed_meanwhile',
        'Changed meanwhile',
        'Somebody else changed this since the page was loaded. Compare, then send it again to replace it.',
      );
  }
}
