import { getAuth } from '@acme/express';
import type { Request, Response } from 'express';

export const one = (req: Request, res: Response) => res.json(getAuth(req).userId);
export const two = (req: Request<{ id: string }>, res: Response) => res.json(getAuth(req).userId!);
