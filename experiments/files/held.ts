interface Reform {
  set: Record<string, unknown>;
}

/**
 * Takes a path out of what reforms set: a value laid over a scenario by hand holds, and no reform moves it again.
 * A path into a list leaves the reform its other entries.
 */
export function holdAgainst(reforms: readonly Reform[], path: string, value: unknown): void {
  for (const reform of reforms)
    for (const [target, level] of Object.entries(reform.set)) {
      const isWithin = target === path || target.startsWith(`${path}.`);
      if (isWithin) delete reform.set[target];
      else if (path.startsWith(`${target}.`) && Array.isArray(level)) {
        const entry = Number(path.slice(target.length + 1));
        reform.set[target] = level.map((old: unknown, k) => (k === entry ? value : old));
      }
    }
}
