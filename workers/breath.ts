/** Longest uninterrupted stretch of work, in milliseconds: what arrives meanwhile is heard after it. */
export const BREATH_MS = 12;

/** Lets waiting messages in, then goes on; a timer would be slowed down in hidden pages, a message is not. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
