import type { Framework } from './sample.js';

/** A test shows it: `--to` changes nothing for these servers. */
const keepsItsFramework = 'Code of the official packages keeps its framework, whatever --to says.';

/** The frameworks for which a sample is not started after the command, with the reason. For all others it is. */
export const notDriven: Readonly<Record<string, Readonly<Partial<Record<Framework, string>>>>> = {
  nest: { hono: 'Nest runs on Express and Fastify only.' },
  'clerk-express': { fastify: keepsItsFramework, hono: keepsItsFramework },
  'clerk-fastify': { express: keepsItsFramework, hono: keepsItsFramework },
  'clerk-hono': { express: keepsItsFramework, fastify: keepsItsFramework },
  'hono-clerk-auth': { express: keepsItsFramework, fastify: keepsItsFramework },
  'clerk-backend': { fastify: keepsItsFramework, hono: keepsItsFramework },
};
