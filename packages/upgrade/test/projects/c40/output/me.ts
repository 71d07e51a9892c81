import { getAuth } from '@acme/express';
import type { Request, Response } from 'express';
export const me = (req: Request, res: Response) => { const { userId } = getAuth(req); const id: string = userId; res.json(id); };
