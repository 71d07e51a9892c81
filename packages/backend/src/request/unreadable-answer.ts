import { ServiceUnavailableError } from '../errors.js';

/** An answer of 2xx that is not what was asked for. */
export function unreadableAnswer(what: string): ServiceUnavailableError {
  return new ServiceUnavailableError(
    `The Backend API's answer is not ${what}. Check CLERK_API_URL (option \`apiUrl\`) and what lies between.`,
  );
}
