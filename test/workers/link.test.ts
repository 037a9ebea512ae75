import { expose } from "comlink";
import { afterEach, describe, expect, it } from "vitest";
import { connect, type Link } from "../../workers/link.ts";

interface Clerk {
  add(a: number, b: number): number;
  fail(): never;
  silence(): Promise<void>;
}

const clerk: Clerk = {
  add: (a, b) => a + b,
  fail: () => {
    throw new Error("the clerk objects");
  },
  silence: () => new Promise(() => {}),
};

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

/** A clerk across a message channel, and the means to declare it dead. */
function hire(timeoutMs?: number): { link: Link<Clerk>; die: (reason: Error) => void } {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  expose(clerk, port1);
  let die: (reason: Error) => void = () => {};
  const link = connect<Clerk>(
    port2,
    (reject) => (die = reject),
    timeoutMs === undefined ? {} : { timeoutMs },
  );
  return { link, die };
}

describe("a link to a worker", () => {
  it("answers calls and carries thrown errors", async () => {
    const { link } = hire();
    expect(await link.remote.add(2, 3)).toBe(5);
    await expect(link.remote.fail()).rejects.toThrow("the clerk objects");
  });

  it("rejects every pending call at once when the worker dies, and every later one", async () => {
    const { link, die } = hire();
    const pending = [link.remote.silence(), link.remote.silence(), link.remote.silence()];
    die(new Error("worker out of memory"));
    for (const outcome of await Promise.allSettled(pending))
      expect(outcome).toMatchObject({
        status: "rejected",
        reason: { message: "worker out of memory" },
      });
    await expect(link.remote.add(1, 1)).rejects.toThrow("worker out of memory");
  });

  it("rejects what is pending when closed", async () => {
    const { link } = hire();
    const pending = link.remote.silence();
    link.close();
    await expect(pending).rejects.toThrow("closed");
    link.close();
  });

  it("gives up on a call that outlasts its timeout and still answers others", async () => {
    const { link } = hire(20);
    await expect(link.remote.silence()).rejects.toThrow("no answer to silence within 20 ms");
    expect(await link.remote.add(1, 1)).toBe(2);
  });

  it("can be held in a promise without being taken for one", async () => {
    const { link } = hire();
    expect(await Promise.resolve(link.remote)).toBe(link.remote);
  });
});
