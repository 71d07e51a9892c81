import { protect } from '@acme/nuxt/server';
import { defineEventHandler } from 'h3';

export default defineEventHandler((event) => ({ userId: protect(event).userId }));
