import type { User } from '@clerk/clerk-sdk-node';

const escape = (text: string | null | undefined): string =>
  (text ?? '').replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

export const page = (title: string, content: string): string =>
  `<!doctype html><html lang="en"><title>${escape(title)}</title><h1>${escape(title)}</h1>${content}</html>`;
export const profile = (user: User): string =>
  `<p>${escape(`${user.firstName ?? ''} ${user.lastName ?? ''}`)}</p><p>${escape(user.emailAddresses[0]?.emailAddress)}</p><p>${escape(user.id)}</p>`;
export const signOutButton = '<form method="post" action="/sign-out"><button>Sign out</button></form>';
