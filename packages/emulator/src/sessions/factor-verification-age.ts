import type { Instance } from '../instance/instance.js';
import type { SessionRow } from '../store/tables.js';

/** Whole minutes since the user proved the first and the second factor; -1: never. */
export function factorVerificationAge(
  { now }: Pick<Instance, 'now'>,
  { createdAt, firstFactorVerifiedAt, secondFactorVerifiedAt }: SessionRow,
): readonly [first: number, second: number] {
  const minutesSince = (time: number) => Math.max(0, Math.floor((now() - time) / 60_000));
  return [
    minutesSince(firstFactorVerifiedAt ?? createdAt),
    secondFactorVerifiedAt === null ? -1 : minutesSince(secondFactorVerifiedAt),
  ];
}
