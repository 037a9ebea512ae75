// Whatever a test file imports as "vitest" is claims.mjs.
/** @param {string} specifier @param {object} context @param {(specifier: string, context: object) => Promise<object>} next */
export async function resolve(specifier, context, next) {
  if (specifier !== "vitest") return next(specifier, context);
  return { url: new URL("claims.mjs", import.meta.url).href, shortCircuit: true };
}
