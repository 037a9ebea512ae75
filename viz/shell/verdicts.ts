import type { Link } from "../session/link.ts";
import { type Cited, verdictOn } from "../session/recorded.ts";
import type { SessionState } from "../session/state.ts";
import type { Worlds } from "../session/worlds.ts";
import type { Context, Letter } from "../view.ts";
import type { Banners } from "./banners.ts";

/** What a world is to come to, and how it was when that was said of it. */
interface Expectation {
  readonly cited: Cited;
  readonly isPaired: boolean;
  readonly of: Pick<SessionState, "layers" | "seed" | "scenario">;
}

/** Holds what runs now against what was cited, when it has come to its end. */
export interface Verdicts {
  expect(link: Pick<Link, "a" | "b" | "model">): void;
}

export function createVerdicts(parts: {
  readonly worlds: Worlds;
  readonly banners: Banners;
  readonly contextOf: () => Context;
  readonly tell: (text: string) => void;
}): Verdicts {
  const { worlds, banners, contextOf, tell } = parts;
  const open = new Map<Letter, Expectation>();

  const look = (letter: Letter, { cited, isPaired, of }: Expectation): void => {
    const { state } = worlds.of(letter);
    // whoever changes something meanwhile looks at another run
    if (state.layers !== of.layers || state.seed !== of.seed || state.scenario !== of.scenario) {
      open.delete(letter);
      return;
    }
    const verdict = verdictOn(state, cited);
    if (verdict === null) return;
    open.delete(letter);
    const { t } = contextOf();
    if (verdict.isSame) {
      tell(isPaired ? t.links.identicalOf(letter) : t.links.identical);
      return;
    }
    const start = state.history?.opened.start ?? "";
    banners.put({
      id: `parts-${letter}`,
      isError: true,
      say: (to) => ({
        title: to.t.links.parts(isPaired ? letter : ""),
        lines: [
          verdict.after === null
            ? to.t.links.partsSomewhere
            : verdict.after < 0
              ? to.t.links.partsAtOnce
              : to.t.links.partsBetween(
                  to.format.quarter(start, verdict.after),
                  to.format.quarter(start, verdict.by),
                ),
        ],
      }),
    });
  };
  const lookAtAll = (): void => {
    for (const [letter, expectation] of open) look(letter, expectation);
  };
  worlds.subscribe(lookAtAll);

  return {
    expect({ a, b, model }) {
      open.clear();
      const own = worlds.of("A").state.description?.model ?? "";
      if (model !== null && model !== own)
        banners.put({
          id: "model",
          isError: true,
          say: ({ t }) => ({ title: t.links.otherModel(model, own), lines: [] }),
        });
      for (const [letter, cited] of [
        ["A", a.cited],
        ["B", b?.cited ?? null],
      ] as const)
        if (cited !== null)
          open.set(letter, { cited, isPaired: b !== null, of: worlds.of(letter).state });
      lookAtAll();
    },
  };
}
