import { defineEventHandler } from 'h3';
import { defineCachedFunction } from '#imports';

const greetingOf = defineCachedFunction((userId: string | null) => `Hello ${userId ?? 'stranger'}`, { maxAge: 600 });

/** Data is cached for each person, because the id is a part of the key. */
export default defineEventHandler(async (event) => ({ text: await greetingOf(event.context.auth().userId) }));
