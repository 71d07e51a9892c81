import { readUser } from 'bench-subject';

export const GET = (context) => Response.json(readUser(context));
