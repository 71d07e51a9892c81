import { parse, pathToRegexp, type Key } from 'path-to-regexp';

/** The places in a path to which the beginning of a pattern may lead, in ascending order. */
type Places = readonly number[];
/** Continues from each of the places. */
type Step = (path: string, from: Places) => Places;

/** A delimiter may follow the whole pattern. */
const delimiter = /[/#?]/;
/** One character, once or more or any number of times: `.*`, `[^/]+?`, `\d+`, and what the parser makes of `:name`. */
const run = /^(?:\(\?:)?((?:\(\?!(?:[^()\\]|\\.)*\))?(?:\.|\\[dDwWsS]|\[(?:[^\]\\]|\\.)*\]))\)?([+*])\??$/;
/** Texts of which one must be there, `in|up`. */
const choice = /^[\w\-~!@%&=:,;' |]+$/;

const text =
  (expected: string): Step =>
  (path, from) =>
    from.filter((place) => path.startsWith(expected, place)).map((place) => place + expected.length);

const inOrder =
  (...steps: readonly Step[]): Step =>
  (path, from) =>
    steps.reduce((places, step) => step(path, places), from);

const union = (...lists: readonly Places[]): Places => [...new Set(lists.flat())].sort((left, right) => left - right);

/** Every end of a run of characters. Runs that meet are one, so no character is looked at twice. */
function runOf(element: string, isEmptyAllowed: boolean): Step {
  const one = new RegExp(element, 'iys');
  const fits = (path: string, place: number) => {
    one.lastIndex = place;
    return one.test(path);
  };
  return (path, from) => {
    const ends: number[] = [];
    let end = -1;
    for (const start of from) {
      if (isEmptyAllowed && start > end) ends.push(start);
      for (let place = Math.max(start, end); place < path.length && fits(path, place); place += 1) {
        end = place + 1;
        ends.push(end);
      }
    }
    return ends;
  };
}

function stepOfPattern(pattern: string): Step | undefined {
  const [, element, times] = run.exec(pattern) ?? [];
  if (element !== undefined) return runOf(element, times === '*');
  if (!choice.test(pattern)) return undefined;
  const choices = pattern.split('|').map((each) => text(each.toLowerCase()));
  return (path, from) => union(...choices.map((step) => step(path, from)));
}

/** As often as it leads further. */
function repeated(step: Step): Step {
  return (path, from) => {
    const reached = new Set<number>();
    let latest = step(path, from);
    while (latest.length > 0) {
      for (const place of latest) reached.add(place);
      latest = step(path, latest).filter((place) => !reached.has(place));
    }
    return union([...reached]);
  };
}

const optional =
  (step: Step): Step =>
  (path, from) =>
    union(from, step(path, from));

function stepOfKey({ prefix, suffix, pattern, modifier }: Key): Step | undefined {
  const own = pattern === '' ? text('') : stepOfPattern(pattern);
  if (!own) return undefined;
  const whole = inOrder(text(prefix.toLowerCase()), own, text(suffix.toLowerCase()));
  if (modifier === '+') return repeated(whole);
  if (modifier === '*') return optional(repeated(whole));
  return modifier === '?' ? optional(whole) : whole;
}

function compileSteps(pattern: string): Step | undefined {
  const steps: Step[] = [];
  for (const token of parse(pattern)) {
    const step = typeof token === 'string' ? text(token.toLowerCase()) : stepOfKey(token);
    if (!step) return undefined;
    steps.push(step);
  }
  return inOrder(...steps);
}

/**
 * Compiles a pattern in path-to-regexp 6 syntax to a function that says whether a whole path matches. It takes time in proportion to the
 * length of the path, whatever the path is: with a regular expression a path of 3 kB takes seconds for `/a(.*)/b(.*)/c(.*)/d`, and anybody can
 * request one. A pattern with groups of its own, such as `(\d{3})`, becomes a regular expression all the same. Letter case does not matter, and
 * a line break is a character like any other.
 * @throws {TypeError} the pattern is not in this syntax
 */
export function compilePath(pattern: string): (path: string) => boolean {
  const step = compileSteps(pattern);
  if (!step) {
    const expression = pathToRegexp(pattern);
    return (path) => expression.test(path);
  }
  return (given) => {
    const path = given.toLowerCase();
    const last = path.length - 1;
    return step(path, [0]).some((place) => place > last || (place === last && delimiter.test(path.charAt(last))));
  };
}
