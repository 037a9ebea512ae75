import type { Endpoint } from "comlink";

/** One end of a channel between a process and its child, as Node offers it on both sides. */
export interface Channel {
  send?(message: unknown): unknown;
  on(event: "message", listener: (message: unknown) => void): unknown;
  off(event: "message", listener: (message: unknown) => void): unknown;
}

type Listener = Parameters<Endpoint["addEventListener"]>[1];

/** Such a channel as comlink wants it; transfer lists mean nothing between processes. */
export function ipcEndpoint(channel: Channel): Endpoint {
  const wrapped = new Map<Listener, (message: unknown) => void>();
  return {
    postMessage(message: unknown) {
      channel.send?.(message);
    },
    addEventListener(_type, listener) {
      const hear = (data: unknown): void => {
        const event = { data } as MessageEvent;
        if ("handleEvent" in listener) listener.handleEvent(event);
        else listener(event);
      };
      wrapped.set(listener, hear);
      channel.on("message", hear);
    },
    removeEventListener(_type, listener) {
      const hear = wrapped.get(listener);
      if (hear === undefined) return;
      wrapped.delete(listener);
      channel.off("message", hear);
    },
  };
}
