/** `12:30:05` of a time in UTC. @param ms - Unix time; what is none gives an empty text */
export function timeOfDay(ms: unknown): string {
  const date = new Date(typeof ms === 'number' ? ms : Number.NaN);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(11, 19);
}
