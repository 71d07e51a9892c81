/**
 * How long a request waits for a call of the Backend API that decides who sends it, in ms: a session is renewed, the result of a handshake or
 * the token of a machine is looked up. With the second in which keys are waited for, an outage shows within 5 s.
 */
export const decisionTimeoutMs = 4_000;
