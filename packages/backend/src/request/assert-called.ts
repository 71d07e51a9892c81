import { ConfigurationError } from '../errors.js';

/** Members that requests of all frameworks have, and options never. */
const requestMembers = ['headers', 'raw', 'req'] as const;

function isRequest(value: unknown): boolean {
  return typeof value === 'object' && value !== null && requestMembers.some((name) => name in value);
}

/**
 * `app.get('/', protect, handler)`, without the call, hands the request over as options: the request would get no answer, because
 * what was made for it is thrown away.
 * @param given - all arguments of the function that makes a middleware or guard
 * @param where - its name
 * @param right - how it is written, for the message
 * @throws {ConfigurationError} `middleware_not_called`
 */
export function assertCalled(given: readonly unknown[], where: string, right: string): void {
  if (given.length < 2 && !isRequest(given[0])) return;
  throw new ConfigurationError(
    'middleware_not_called',
    `${where} must be called with its options, and nothing else: write ${right}, not ${where} without the parentheses.`,
  );
}
