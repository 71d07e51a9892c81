import type { InstanceCommunicationJSON } from '../../wire/instance-communication.js';
import { resource } from '../resource.js';

/** Where messages are sent to. */
export class InstanceCommunication {
  /** Countries no text message is sent to, ISO 3166-1 alpha-2. */
  declare readonly blockedCountryCodes: string[];
}

/** Reads `InstanceCommunicationJSON`. */
export const instanceCommunication = resource<InstanceCommunicationJSON>()(
  'instance_communication',
  InstanceCommunication,
  ['blockedCountryCodes'],
);
