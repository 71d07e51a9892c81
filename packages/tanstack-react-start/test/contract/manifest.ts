/** The files for browsers of an application that has none. */
export const tsrStartManifest = () => ({ routes: {}, clientEntry: '' });
