import { defineEventHandler } from 'h3';

export default defineEventHandler((event) => ({ userId: event.context.auth().userId }));
