import { type Endpoint, releaseProxy, wrap } from "comlink";

/** What a service looks like from the other side of a wire: every call answers with a promise. */
export type Promisified<Service> = {
  readonly [Name in keyof Service]: Service[Name] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Promise<Awaited<Answer>>
    : never;
};

/** The same methods, free to answer later, as whoever hosts a service may write them. */
export type Answering<Service> = {
  readonly [Name in keyof Service]: Service[Name] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Answer | Promise<Awaited<Answer>>
    : never;
};

/** One end of a wire to a worker: its service, and the way to hang up. */
export interface Link<Service> {
  readonly remote: Promisified<Service>;
  /** Rejects what is pending, releases the other side, and lets nothing through any more. */
  close(): void;
}

export interface LinkOptions {
  /** Longest wait for one answer in milliseconds; none when left out. */
  readonly timeoutMs?: number;
}

/**
 * Connects to a service that the other side exposed through comlink.
 *
 * Comlink alone never settles a call into a worker that died, so here every call is raced against
 * the worker's death, the link's closing, and (where asked) a timeout; each of these rejects it.
 *
 * @param endpoint the worker, port, or adapted child process
 * @param onDeath registers what is to be called, with the reason, when the worker dies or errs
 */
export function connect<Service extends object>(
  endpoint: Endpoint,
  onDeath: (reject: (reason: Error) => void) => void,
  options: LinkOptions = {},
): Link<Service> {
  const wire = severable(endpoint);
  const proxy = wrap<Record<string, (...args: unknown[]) => unknown>>(wire.endpoint); // held: a collected proxy loses its calls
  const pending = new Set<(reason: Error) => void>();
  let ended: Error | undefined;

  const end = (reason: Error): void => {
    if (ended !== undefined) return;
    ended = reason;
    wire.sever();
    for (const reject of [...pending]) reject(reason);
  };
  onDeath(end);

  const call = (name: string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      const settle = <Outcome>(then: (outcome: Outcome) => void) => {
        return (outcome: Outcome): void => {
          pending.delete(fail);
          clearTimeout(timer);
          then(outcome);
        };
      };
      const fail = settle<Error>(reject);
      const limit = options.timeoutMs;
      const timer =
        limit === undefined
          ? undefined
          : setTimeout(() => fail(new Error(`no answer to ${name} within ${limit} ms`)), limit);
      pending.add(fail);
      const method = proxy[name] as unknown as (...args: readonly unknown[]) => Promise<unknown>;
      method(...args).then(settle(resolve), fail);
    });

  return {
    remote: callable<Service>(call),
    close() {
      if (ended !== undefined) return;
      try {
        proxy[releaseProxy]();
      } catch {
        // the worker is gone already: nothing to release
      }
      end(new Error("the link to the worker was closed"));
    },
  };
}

/** An object whose every method is a call; never mistaken for a promise. */
function callable<Service>(
  call: (name: string, args: readonly unknown[]) => Promise<unknown>,
): Promisified<Service> {
  return new Proxy(Object.create(null) as Promisified<Service>, {
    get: (_, name) =>
      typeof name === "symbol" || name === "then"
        ? undefined
        : (...args: readonly unknown[]) => call(name, args),
  });
}

type Listener = Parameters<Endpoint["addEventListener"]>[1];

/** The same endpoint, until severed: then it takes no message and keeps no listener. */
function severable(endpoint: Endpoint): { readonly endpoint: Endpoint; sever(): void } {
  const listeners: { readonly type: string; readonly listener: Listener }[] = [];
  let severed = false;
  return {
    endpoint: {
      postMessage(message: unknown, transfer: Transferable[] = []) {
        if (!severed) endpoint.postMessage(message, transfer);
      },
      addEventListener(type, listener) {
        listeners.push({ type, listener });
        endpoint.addEventListener(type, listener);
      },
      removeEventListener(type, listener) {
        endpoint.removeEventListener(type, listener);
      },
      start: () => endpoint.start?.(),
    },
    sever() {
      severed = true;
      for (const { type, listener } of listeners) endpoint.removeEventListener(type, listener);
    },
  };
}
