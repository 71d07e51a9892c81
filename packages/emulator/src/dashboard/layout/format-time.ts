import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** A moment in the time zone of this machine, as text. */
export const momentText = (date: Date): string => `${dayFormat.format(date)}, ${timeFormat.format(date)}`;

/** The time of day of a moment, as text. */
export const timeOfDayText = (date: Date): string => timeFormat.format(date);

/** A moment in the time zone of this machine. @param ms - Unix time; null: never */
export function formatTime(ms: number | null | undefined): Html | string {
  return shown(ms, momentText);
}

/** The day of a moment. */
export function formatDay(ms: number | null | undefined): Html | string {
  return shown(ms, (date) => dayFormat.format(date));
}

/** The time of day of a moment. */
export function formatTimeOfDay(ms: number | null | undefined): Html | string {
  return shown(ms, timeOfDayText);
}

function shown(ms: number | null | undefined, format: (date: Date) => string): Html | string {
  if (ms === null || ms === undefined) return 'never';
  const date = new Date(ms);
  // Data may hold any number; a date cannot.
  if (Number.isNaN(date.getTime())) return String(ms);
  return html`<time datetime="${date.toISOString()}" title="${date.toISOString()}">${format(date)}</time>`;
}
