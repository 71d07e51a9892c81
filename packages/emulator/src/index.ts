export type { Clock } from './clock.js';
export { createEmulator, type Emulator, type SignedIn, type SignTokenOptions } from './emulator.js';
export { ApiError, EmulatorError, type ApiErrorJSON, type EmulatorErrorCode } from './errors.js';
export type { DemoUser } from './instance.js';
export type { EmulatorOptions } from './options.js';
export type { Seed, SeedUser } from './seed.js';
