import pc from 'picocolors';
import type { LoggedRequest } from '../controls/request-log.js';
import { plainText } from './plain-text.js';
import { timeOfDay } from './time-of-day.js';

/** Which requests `start` prints. */
export const logLevels = ['none', 'errors', 'requests', 'reasons'] as const;

/** See {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number];

/** A line for a request at a level; undefined if the level leaves it out. */
export function formatRequest(entry: LoggedRequest, level: LogLevel): string | undefined {
  const isError = entry.status >= 400;
  if (level === 'none' || (level === 'errors' && !isError)) return undefined;
  const time = pc.dim(timeOfDay(entry.at));
  const what = `${entry.method.padEnd(6)} ${plainText(entry.path)}`;
  const took = pc.dim(`${Math.round(entry.durationMs)} ms`);
  const line = `${time} ${colourOf(entry)(String(entry.status))} ${what} ${took}${noteOf(entry)}`;
  const saysWhy = entry.reason !== undefined && (level === 'reasons' || isError);
  return saysWhy ? `${line}\n         ${pc.dim(plainText(entry.reason ?? ''))}\n` : `${line}\n`;
}

function noteOf({ problem, route }: LoggedRequest): string {
  if (problem === 'unknown_route') return ` ${pc.bgRed(' no such route ')}`;
  if (problem === 'not_emulated') return ` ${pc.bgYellow(pc.black(' not emulated '))}`;
  return route === undefined ? '' : ` ${pc.dim(route)}`;
}

function colourOf({ status }: LoggedRequest): (text: string) => string {
  if (status >= 500) return pc.red;
  if (status >= 400) return pc.yellow;
  return status >= 300 ? pc.cyan : pc.green;
}
