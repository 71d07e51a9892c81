import { ServiceUnavailableError } from '../errors.js';

/** An answer of 2xx without the expected content. */
export function unreadableAnswer(what: string): ServiceUnavailableError {
  return new ServiceUnavailableError(
    `The Backend API's answer is not ${what}. Check CLERK_API_URL (option \`apiUrl\`) and any proxy between.`,
  );
}
