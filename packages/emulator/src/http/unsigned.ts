/** Removes the sign that ids in lists may have. */
export const unsigned = (id: string) => id.replace(/^[+-]/, '');
