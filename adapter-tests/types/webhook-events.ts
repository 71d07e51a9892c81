// Compiled, never run: comparing the type of an event tells the type of its data, at every entry.
import { verifyWebhook as verify, type UserWebhookEvent, type WebhookEvent } from '@acme/backend/webhooks';
import { verifyWebhook as verifyOnExpress } from '@acme/express/webhooks';
import { verifyWebhook as verifyOnFastify } from '@acme/fastify/webhooks';
import { verifyWebhook as verifyOnHono } from '@acme/hono/webhooks';
import type { UserDeletedJSON, UserJSON } from '@acme/backend';
import type { Request as ExpressRequest } from 'express';
import type { FastifyRequest } from 'fastify';
import type { Context } from 'hono';
import { expectTypeOf } from 'vitest';

declare const request: Request;
declare const req: ExpressRequest;
declare const fastifyRequest: FastifyRequest;
declare const c: Context;

for (const event of [
  await verify(request),
  await verifyOnExpress(req),
  await verifyOnFastify(fastifyRequest),
  await verifyOnHono(c),
]) {
  expectTypeOf(event).toEqualTypeOf<WebhookEvent>();
  if (event.type === 'user.created') expectTypeOf(event.data).toEqualTypeOf<UserJSON>();
  if (event.type === 'user.created')
    expectTypeOf(event.data.email_addresses[0]?.email_address).toEqualTypeOf<string | undefined>();
  if (event.type === 'user.deleted') expectTypeOf(event.data).toEqualTypeOf<UserDeletedJSON>();
  if (event.type === 'session.created') expectTypeOf(event.data.user_id).toEqualTypeOf<string>();
  if (event.type === 'organizationInvitation.accepted') expectTypeOf(event.data.status).toEqualTypeOf<'accepted'>();
  // @ts-expect-error -- there is no such event
  if (event.type === 'user.invented') break;
}

const onUser = (event: UserWebhookEvent) => (event.type === 'user.deleted' ? event.data.id : event.data.username);
export const used = onUser;
