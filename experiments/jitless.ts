import { config } from "zod/mini";

/**
 * To be imported before anything that makes schemas: they then make no code from text, which the page's policy
 * forbids, and which a worker out of the same file as the page inherits.
 */
config({ jitless: true });
