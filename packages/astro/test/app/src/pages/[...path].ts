import type { APIRoute } from 'astro';
import { currentApplication } from '../current-application.js';

export const ALL: APIRoute = (context) =>
  currentApplication()?.route(context) ?? Response.json({ error: 'Not Found' }, { status: 404 });
