import { clerkMiddleware } from '#server';
import { defineMiddleware, sequence } from 'astro:middleware';
import { Ended } from './swap/server';

const answerEnded = defineMiddleware(async (_, next) => {
  try {
    return await next();
  } catch (error) {
    if (error instanceof Ended) return error.response;
    throw error;
  }
});

export const onRequest = sequence(clerkMiddleware(), answerEnded);
