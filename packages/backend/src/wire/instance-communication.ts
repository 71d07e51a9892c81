/** Where messages are sent to. */
export interface InstanceCommunicationJSON {
  readonly object: 'instance_communication';
  readonly blocked_country_codes: readonly string[];
}
