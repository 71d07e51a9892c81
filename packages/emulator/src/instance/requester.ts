/** Who made a request. */
export interface Requester {
  readonly ipAddress: string;
  /** Empty if the request names none. */
  readonly userAgent: string;
}
