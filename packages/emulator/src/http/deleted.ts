/** The answer when something is gone. */
export function deleted(object: string, id: string): object {
  return { object, id, deleted: true };
}
