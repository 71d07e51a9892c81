import { RequireAuthProp, WithAuthProp } from '@clerk/clerk-sdk-node';
import type { Request, Response } from 'express';

export const one = (req: WithAuthProp<Request>, res: Response) => res.json(req.auth.userId);
export const two = (req: RequireAuthProp<Request<{ id: string }>>, res: Response) => res.json(req.auth.userId);
