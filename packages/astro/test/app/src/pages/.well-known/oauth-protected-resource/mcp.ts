import { protectedResourceHandlerClerk } from '@acme/astro/server';

export const ALL = protectedResourceHandlerClerk({ resource: 'https://api.example.com/mcp' });
