import { isPromise, type MaybePromise } from './maybe-promise.js';

const maxRemembered = 8;

/** Whether two option objects have the same members. */
function isSame(left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>): boolean {
  let members = 0;
  for (const name in left) {
    if (left[name] !== right[name]) return false;
    members += 1;
  }
  for (const name in right) if (Object.hasOwn(right, name)) members -= 1;
  return members === 0;
}

/**
 * Remembers what was made of the last few sets of options, compared member by member: applications pass the same few over and
 * over, though in new objects. What could not be made is not remembered.
 */
export function rememberLast<Options extends object, Made>(
  make: (options: Options) => MaybePromise<Made>,
): (options: Options) => MaybePromise<Made> {
  type Entry = { readonly options: Readonly<Record<string, unknown>>; readonly made: MaybePromise<Made> };
  let remembered: readonly Entry[] = [];
  return (options) => {
    const given = options as Readonly<Record<string, unknown>>;
    for (const entry of remembered) if (isSame(entry.options, given)) return entry.made;
    const entry: Entry = { options: { ...given }, made: make(options) };
    remembered = [...remembered.slice(1 - maxRemembered), entry];
    if (isPromise(entry.made)) {
      entry.made.catch(() => {
        remembered = remembered.filter((other) => other !== entry);
      });
    }
    return entry.made;
  };
}
