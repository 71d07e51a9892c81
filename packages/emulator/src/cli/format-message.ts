import pc from 'picocolors';
import type { JsonObject } from '../store/json-object.js';
import { plainText } from './plain-text.js';
import { timeOfDay } from './time-of-day.js';

/** A message of the inbox in lines for people: receiver, subject and code, and below the link. */
export function formatMessage({ sentAt, to, subject, code, link }: JsonObject): string {
  const text = (value: unknown) => (typeof value === 'string' ? plainText(value) : '');
  const parts = [pc.dim(timeOfDay(sentAt)), text(to), text(subject), pc.bold(text(code))];
  const line = parts.filter((part) => part !== '').join('  ');
  return text(link) === '' ? `${line}\n` : `${line}\n          ${pc.cyan(text(link))}\n`;
}
