/** The variables of the process; Astro's own module does not exist outside of a build. */
export const getSecret = (name: string): string | undefined => process.env[name];
