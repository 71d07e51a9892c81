const numbers = new WeakMap<object, number>();
let last = 0;

/**
 * A number for an object or a function, so that a text can be keyed by it too. The same object has the same number while the
 * process lives, and no other object has it; undefined has 0.
 */
export function identityOf(object: object | undefined): number {
  if (!object) return 0;
  const known = numbers.get(object);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(object, last);
  return last;
}
