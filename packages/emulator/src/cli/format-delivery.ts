import pc from 'picocolors';
import { isJsonObject, type JsonObject } from '../store/json-object.js';
import { plainText } from './plain-text.js';
import { timeOfDay } from './time-of-day.js';

/** An attempt to deliver an event in a line for people. */
export function formatDelivery({ sentAt, status, message, url, attempt, id }: JsonObject): string {
  const type = isJsonObject(message) ? String(message['type']) : '';
  const isAccepted = typeof status === 'number' && status >= 200 && status < 300;
  const answer = typeof status === 'number' ? String(status) : 'no answer';
  const again = typeof attempt === 'number' && attempt > 1 ? ` attempt ${attempt}` : '';
  const where = `${plainText(type)} -> ${plainText(String(url))}`;
  return `${pc.dim(timeOfDay(sentAt))} ${(isAccepted ? pc.green : pc.red)(answer)} ${where} ${pc.dim(`${plainText(String(id))}${again}`)}\n`;
}
