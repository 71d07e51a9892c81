import { protectedResourceHandlerClerk } from '@acme/nuxt/server';
import { defineEventHandler } from 'h3';

export default defineEventHandler(protectedResourceHandlerClerk({ resource: 'https://api.example.com/mcp' }));
