import type { Request } from 'express';

interface Mine extends Request {
  tenant: string;
}
type Other = Request;
export type { Mine, Other };
