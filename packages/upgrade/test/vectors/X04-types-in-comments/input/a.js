/** @import { User } from '@clerk/clerk-sdk-node' */
/** @import { ClerkClient, WebhookEvent } from "@clerk/backend" */
/** @typedef {import('@clerk/backend').UserJSON} UserJson */
/** @type {import("@clerk/express").AuthObject | null} */
export const auth = null;
/** @param {import('@clerk/backend/unknown-entry').X} value */
export const f = (value) => value;
