import type { Recorded } from "./recorded.ts";

/** The last state of the page that was worth keeping, in the browser's own database. */
export interface Autosave {
  /** Keeps a record a moment later; the last of many counts. */
  keep(recorded: Recorded): void;
  /** What was kept on an earlier visit; null where nothing was, or nothing can be. */
  last(): Promise<Kept | null>;
  forget(): Promise<void>;
}

export interface Kept {
  readonly recorded: Recorded;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

const DATABASE = "ironcage";
const STORE = "last";
const KEY = "page";
/** Rises when what is kept changes its shape; older ones are passed over. */
const SHAPE = 1;
/** Changes that follow each other within this time are kept once, in milliseconds. */
const PAUSE_MS = 600;

/** @param onFailure called with the reason whenever something could not be kept */
export function createAutosave(onFailure: (reason: string) => void): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let database: Promise<IDBDatabase> | null = null;

  const open = (): Promise<IDBDatabase> =>
    (database ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => void request.result.createObjectStore(STORE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(reasonOf(request.error));
      request.onblocked = () => reject(new Error("blocked"));
    }));

  /** One request on the store; resolves when its transaction is complete. */
  const ask = async <Answer>(
    mode: IDBTransactionMode,
    request: (store: IDBObjectStore) => IDBRequest<Answer>,
  ): Promise<Answer> => {
    const transaction = (await open()).transaction(STORE, mode);
    return new Promise((resolve, reject) => {
      const asked = request(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(reasonOf(transaction.error));
      transaction.onerror = () => reject(reasonOf(transaction.error));
    });
  };

  const failed = (error: unknown): void => {
    database = null;
    onFailure(error instanceof Error ? error.message : String(error));
  };

  return {
    keep(recorded) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const kept = { shape: SHAPE, at: Date.now(), recorded };
        ask("readwrite", (store) => store.put(kept, KEY)).catch(failed);
      }, PAUSE_MS);
    },
    async last() {
      try {
        const kept: unknown = await ask("readonly", (store) => store.get(KEY));
        return isKept(kept) ? kept : null;
      } catch {
        return null; // it is told when something is to be kept
      }
    },
    async forget() {
      clearTimeout(timer);
      await ask("readwrite", (store) => store.delete(KEY)).catch(failed);
    },
  };
}

const reasonOf = (error: DOMException | null): Error =>
  new Error(error === null ? "unknown" : `${error.name}: ${error.message}`);

function isKept(value: unknown): value is Kept {
  const { shape, at, recorded } = (value ?? {}) as Partial<Kept & { shape: number }>;
  return shape === SHAPE && typeof at === "number" && typeof recorded?.a.source === "string";
}
