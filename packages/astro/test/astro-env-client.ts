/** An application without the integration of the official client package declares no variables. */
export {};
