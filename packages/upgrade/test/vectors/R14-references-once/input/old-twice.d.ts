/// <reference types="@clerk/clerk-sdk-node" />
/// <reference types="@clerk/clerk-sdk-node" />
import { LooseAuthProp } from '@clerk/clerk-sdk-node';
declare global {
  namespace Express {
    interface Request extends LooseAuthProp {}
  }
}
