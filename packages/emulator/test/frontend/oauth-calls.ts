import { createHash, randomBytes } from 'node:crypto';
import type { Emulator } from '../../src/index.js';

/** Parameters by name. */
export interface Wanted {
  readonly [name: string]: string;
}

/** What a browser gets for an authorization request. @param browser - its cookie */
export function authorize({ url }: Emulator, browser: string, wanted: Wanted): Promise<Response> {
  return fetch(`${url}/oauth/authorize?${new URLSearchParams({ response_type: 'code', ...wanted })}`, {
    headers: { cookie: browser },
    redirect: 'manual',
  });
}

/** A fresh verifier and its challenge (RFC 7636). */
export function pkce(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** The parameters that an application gets at its address. */
export const resultOf = (answer: Response) =>
  Object.fromEntries(new URL(answer.headers.get('location') ?? '').searchParams);

/** A call of the token endpoint. */
export async function token({ url }: Emulator, fields: Wanted, authorization?: string) {
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: authorization ? { authorization } : {},
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}
