/** Takes a lock and keeps it for life, so that a page which waits for it learns of this worker's end. */
export function holdLock(name: string): Promise<boolean> {
  const { locks } = navigator as Partial<Navigator>; // undefined on insecure addresses
  return new Promise((resolve) => {
    if (locks === undefined) return resolve(false);
    const forLife = (): Promise<never> => {
      resolve(true);
      return new Promise(() => undefined);
    };
    locks.request(name, forLife).catch(() => resolve(false));
  });
}
