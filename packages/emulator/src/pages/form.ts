import type { Context } from 'hono';

/** Reads a field of a submitted form; undefined when absent or not text. */
export type Form = (name: string) => string | undefined;

/** The fields of a submitted form. A body that is no form has no fields. */
export async function readForm(c: Context): Promise<Form> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded') && !type.startsWith('multipart/form-data')) {
    return () => undefined;
  }
  const fields = await c.req.parseBody();
  return (name) => {
    const value = fields[name];
    return typeof value === 'string' ? value : undefined;
  };
}
