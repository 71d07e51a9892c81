/** Headers of a browser that loads a page. */
export const pageHeaders = { accept: 'text/html', 'sec-fetch-dest': 'document' } as const;

/** The header in which a program sends a token. */
export const bearer = (token: string): { readonly authorization: string } => ({ authorization: `Bearer ${token}` });
