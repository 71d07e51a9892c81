import { protect } from '@acme/astro/server';
import { defineAction } from 'astro:actions';

export const server = {
  whoAmI: defineAction({ accept: 'form', handler: (_, context) => ({ userId: protect(context).userId }) }),
};
