import { protect } from '#server';
import { defineAction } from 'astro:actions';

/** An action that returns who calls it. */
export const server = {
  act: defineAction({ handler: (_, context) => ({ userId: protect(context).userId }) }),
};
