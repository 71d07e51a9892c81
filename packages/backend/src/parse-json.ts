/** Objects and lists may be inside each other so many times in JSON that comes from outside. */
export const maxJsonDepth = 256;

/** No shorter JSON is nested too deep: each level takes two brackets. */
const shortestTooDeep = 2 * (maxJsonDepth + 1);

/** Whether a text has more brackets that open than levels are allowed. Most texts have a few, and the engine finds them fast. */
function hasManyBrackets(json: string): boolean {
  let left = maxJsonDepth;
  for (const bracket of ['{', '[']) {
    for (let at = json.indexOf(bracket); at >= 0; at = json.indexOf(bracket, at + 1)) {
      left -= 1;
      if (left < 0) return true;
    }
  }
  return false;
}

/**
 * Whether JSON is nested deeper than {@link maxJsonDepth}. Brackets inside strings do not count. Of a text that is no JSON the answer
 * says nothing, and parsing refuses it.
 */
export function isTooDeep(json: string): boolean {
  if (!hasManyBrackets(json)) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (code === 0x22) inString = !inString;
    else if (inString) {
      // The character after a backslash ends no string.
      if (code === 0x5c) index += 1;
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > maxJsonDepth) return true;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return false;
}

/**
 * Parses JSON from outside, so that what walks it afterwards cannot run out of stack.
 * @throws {SyntaxError} if it is no JSON, or nested deeper than {@link maxJsonDepth}
 */
export function parseJson(json: string): unknown {
  if (json.length >= shortestTooDeep && isTooDeep(json))
    throw new SyntaxError(`The JSON is nested deeper than ${maxJsonDepth} levels.`);
  return JSON.parse(json) as unknown;
}
