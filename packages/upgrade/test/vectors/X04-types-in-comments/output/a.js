/** @import { User } from '@clerk/clerk-sdk-node' */
/** @import { ClerkClient, WebhookEvent } from "@acme/backend" */
/** @typedef {import('@acme/backend').UserJSON} UserJson */
/** @type {import("@acme/express").AuthObject | null} */
export const auth = null;
/** @param {import('@clerk/backend/unknown-entry').X} value */
export const f = (value) => value;
