import type { StrictAuthProp } from '@clerk/clerk-sdk-node';
import type { Request } from 'express';

interface Mine extends Request, StrictAuthProp {
  tenant: string;
}
type Other = Request & StrictAuthProp;
export type { Mine, Other };
