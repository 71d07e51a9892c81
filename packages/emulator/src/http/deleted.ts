/** The answer after an object was deleted. */
export function deleted(object: string, id: string): object {
  return { object, id, deleted: true };
}
