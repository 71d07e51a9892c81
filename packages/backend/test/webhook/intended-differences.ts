/** Recorded refusals that ours does not share; docs/differences.md says why. */
export const meantToPass: ReadonlySet<string> = new Set(['webhook-prefixed-headers-not-accepted']);

/** A recorded event with what is kept of the delivery since it was recorded. */
export function withKept(event: unknown, body: string): unknown {
  const { timestamp, instance_id } = JSON.parse(body) as { timestamp?: unknown; instance_id?: unknown };
  return {
    ...(event as object),
    ...(timestamp !== undefined && { timestamp }),
    ...(instance_id !== undefined && { instance_id }),
  };
}
