import type { Caller } from '../http/listen.js';
import type { Instance } from '../instance/instance.js';
import type { ControlContext } from './control-context.js';

/** What a route gets beside the request. The emulators of a process share their routes, so each request names its instance. */
export interface RequestEnv {
  readonly Bindings: Caller & { readonly instance: Instance; readonly controls: ControlContext };
}
