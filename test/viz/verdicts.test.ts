import { expect, it } from "vitest";
import { MESSAGES } from "../../viz/messages/index.ts";
import { createFormat } from "../../viz/format.ts";
import { createHistory } from "../../viz/session/history.ts";
import { MARKS } from "../../viz/session/recorded.ts";
import type { SessionState } from "../../viz/session/state.ts";
import type { Worlds } from "../../viz/session/worlds.ts";
import type { Banner } from "../../viz/shell/banners.ts";
import { createVerdicts } from "../../viz/shell/verdicts.ts";
import type { Context } from "../../viz/view.ts";
import type { Frame, Opened } from "../../workers/protocol.ts";

const digest = (letter: string): string => letter.repeat(32);

/** A world whose run comes to a digest when it is told to, and what is said of it. */
function stage() {
  const listeners: (() => void)[] = [];
  const told: string[] = [];
  const banners: Banner[] = [];
  const frames = [{ digest: digest("0") }, { digest: digest("a") }] as unknown as Frame[];
  const opened = { start: "2009-01-01", measures: [] as string[] } as unknown as Opened;
  let state = {
    description: { model: "1" },
    layers: [],
    seed: "7",
    scenario: {},
    history: createHistory(opened, frames, []),
    progress: { kind: "computing" },
  } as unknown as SessionState;
  const worlds = {
    of: () => ({ state }),
    subscribe: (listener: () => void) => void listeners.push(listener),
  } as unknown as Worlds;
  const context = { t: MESSAGES.en, format: createFormat("en") } as unknown as Context;
  const verdicts = createVerdicts({
    worlds,
    banners: {
      put: (banner) => void banners.push(banner),
      drop: () => undefined,
      mount: () => undefined,
    },
    contextOf: () => context,
    tell: (text) => void told.push(text),
  });
  const become = (patch: Partial<SessionState>): void => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  };
  const world = (cited: string) => ({
    preset: null,
    file: null,
    seed: null,
    layers: [],
    cited: { digest: digest(cited), marks: Array<string>(MARKS).fill("000000") },
  });
  return {
    told,
    banners,
    become,
    listeners,
    expectOf: (cited: string, model = "1") => verdicts.expect({ model, a: world(cited), b: null }),
    end: () => become({ progress: { kind: "done", digest: digest("a") } }),
    context,
  };
}

it("a cited run is told to be the same, once, however many links were opened before it", () => {
  const { told, banners, listeners, expectOf, end, become } = stage();
  const before = listeners.length;
  for (let link = 0; link < 50; link++) expectOf("b");
  expectOf("a");
  expect(listeners).toHaveLength(before);
  expect(told).toEqual([]);
  end();
  become({});
  expect(told).toEqual([MESSAGES.en.links.identical]);
  expect(banners).toEqual([]);
});

it("a run that parts is told with where, and another model before that", () => {
  const { told, banners, expectOf, end, context } = stage();
  expectOf("b", "2");
  end();
  expect(told).toEqual([]);
  expect(banners.map(({ id }) => id)).toEqual(["model", "parts-A"]);
  expect(banners[1]?.say(context).lines).toHaveLength(1);
});

it("nothing is said of a run that was changed before it came to its end", () => {
  const { told, banners, expectOf, end, become } = stage();
  expectOf("b");
  become({ seed: "8" });
  become({ seed: "7" });
  end();
  expect([told, banners]).toEqual([[], []]);
});
