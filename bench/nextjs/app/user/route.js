import { readUser } from 'bench-subject';

export const dynamic = 'force-dynamic';

export const GET = async () => Response.json(await readUser());
