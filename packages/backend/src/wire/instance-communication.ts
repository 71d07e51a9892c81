/** Where messages are sent to. */
export interface InstanceCommunicationJSON {
  readonly object: 'instance_communication';
  /** Countries no text message is sent to, ISO 3166-1 alpha-2. */
  readonly blocked_country_codes: readonly string[];
}
