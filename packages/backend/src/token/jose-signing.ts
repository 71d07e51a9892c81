/** The parts of jose that sign: a file of its own, so that a build takes these and leaves the rest. */
export { importJWK, importPKCS8, SignJWT } from 'jose';
