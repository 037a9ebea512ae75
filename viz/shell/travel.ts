import { DEFAULT_SCENARIO, PRESETS, SHIPPED } from "../bundled.ts";
import type { Language, Messages } from "../messages/index.ts";
import type { Autosave, Kept } from "../session/autosave.ts";
import type { Fault } from "../session/link.ts";
import { openLink, openManifest, openRecorded, type Outcome } from "../session/opening.ts";
import type { Player } from "../session/player.ts";
import {
  areSameWorlds,
  record,
  type Recorded,
  type RecordedView,
  type RecordedWorld,
} from "../session/recorded.ts";
import type { Selection } from "../session/selection.ts";
import type { Worlds } from "../session/worlds.ts";
import type { Context } from "../view.ts";
import type { Banners } from "./banners.ts";
import { MOST_BYTES } from "./dropping.ts";
import type { MenuItem } from "./menu.ts";
import { linkTo } from "./saving.ts";
import { createSharing } from "./sharing.ts";
import { createVerdicts } from "./verdicts.ts";

/** What the comings and goings of a visit need of the page. */
export interface TravelParts {
  readonly worlds: Worlds;
  readonly player: Player;
  readonly selection: Selection;
  readonly banners: Banners;
  readonly autosave: Autosave;
  readonly language: () => Language;
  readonly contextOf: () => Context;
  readonly tell: (text: string) => void;
  /** A new run has begun: to be shown from its start, or from a step as soon as that is there. */
  readonly begin: (step: number | undefined) => void;
  readonly setLanguage: (language: Language) => void;
  /** Goes where a link leads that is not of a run; false where it is of one. */
  readonly divert: (hash: string) => boolean;
  /** Whether a visitor is where no run is to be kept or linked to. */
  readonly isDiverted: () => boolean;
}

/** All ways into the page and out of it: presets, files, links, what was left on an earlier visit; sharing and saving. */
export interface Travel {
  /** Opens what the address says, or the default; offers what was left on an earlier visit. */
  arrive(hash: string): Promise<void>;
  /** Another link was put into the address of the open page. */
  follow(hash: string): Promise<void>;
  openPreset(name: string): Promise<void>;
  openFile(file: File): Promise<void>;
  /** Keeps the address in step with what is shown, without filling the browser's history. */
  remember(): void;
  onUnsaved(reason: string): void;
  sharing(t: Messages): readonly MenuItem[];
}

export function createTravel(parts: TravelParts): Travel {
  const { worlds, player, selection, banners, autosave, contextOf, tell } = parts;
  const recordNow = (): Recorded | null =>
    parts.isDiverted() ? null : record(worlds, player, selection, parts.language());
  const verdicts = createVerdicts({ worlds, banners, contextOf, tell });
  let saved = "";
  let isArrived = false;

  const write = (hash: string | null): void => {
    if (parts.isDiverted()) return; // gone elsewhere meanwhile
    const address = `${location.pathname}${location.search}${hash ?? ""}`;
    window.history.replaceState(null, "", address);
  };

  /** Writes an address that leads back here; an own scenario too large for it leaves the old one out. */
  const remember = (): void => {
    const recorded = recordNow();
    if (recorded === null) return;
    void linkTo(recorded).then(write);
  };

  /** Keeps what a visitor made: own scenarios, changes, another seed, a second world. */
  const keep = (): void => {
    const recorded = recordNow();
    if (!isArrived || recorded === null) return;
    const key = JSON.stringify([recorded.a, recorded.b]);
    if (key === saved) return;
    const isFirst = saved === "";
    saved = key;
    if (isFirst && !isWorthKeeping(recorded)) return;
    autosave.keep(recorded);
    remember();
  };
  worlds.subscribe(keep);

  const refuse = (faults: readonly Fault[]): void =>
    banners.put({
      id: "link",
      isError: true,
      say: ({ t }) => ({
        title: t.links.refusedTitle,
        lines: [
          ...faults
            .slice(0, 5)
            .map(({ part, why }) => `${part}${t.colon} ${t.links.why[why] ?? why}.`),
          t.links.refusedHint,
        ],
      }),
    });

  /** Shows the view that a link or a record asks for. */
  const look = (view: Partial<RecordedView>): void => selection.set(view);

  /** What came of opening a link; whether there is something to see. */
  const settle = (outcome: Outcome): boolean => {
    if (outcome.kind === "faulty") refuse(outcome.faults);
    if (outcome.kind === "refused") {
      const { refusal } = outcome;
      if (refusal === null) refuse([]);
      else worlds.edited.refuse(refusal);
    }
    if (outcome.kind !== "opened") return false;
    const { link, ignored } = outcome;
    for (const id of ["link", "model", "parts-A", "parts-B", "offer"]) banners.drop(id);
    if (link === null) return true;
    if (link.lang !== null && link.lang !== parts.language()) parts.setLanguage(link.lang);
    look({ hide: [], ...link.view });
    parts.begin(link.t ?? undefined);
    verdicts.expect(link);
    if (ignored.length > 0) tell(contextOf().t.links.ignored(ignored.join(", ")));
    return true;
  };

  const openPreset = async (name: string): Promise<void> => {
    const isBegun = await worlds.edited.openScenario(name, SHIPPED);
    if (isBegun) parts.begin(undefined);
  };

  const offer = ({ recorded, at }: Kept): void =>
    banners.put({
      id: "offer",
      isError: false,
      say: ({ t, format, language }) => {
        const { a, b, step } = recorded;
        const when = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
        const start = worlds.edited.state.scenario?.run.start ?? "";
        const changes = changesIn(a) + (b === null ? 0 : changesIn(b));
        const name = a.text === null ? (t.presets[a.source] ?? a.source) : a.source;
        return {
          title: t.links.offerTitle,
          lines: [
            [
              t.links.offer(name, a.seed, format.quarter(start, step), when.format(at)),
              ...(changes > 0 ? [t.links.offerChanges(changes)] : []),
              ...(b === null ? [] : ["A / B"]),
            ].join(" · "),
          ],
          actions: [
            [t.links.goOn, () => void goOn(recorded)],
            [t.links.discard, () => void autosave.forget()],
          ],
        };
      },
    });

  const goOn = async (recorded: Recorded): Promise<void> => {
    const outcome = await openRecorded(worlds, recorded);
    if (!settle(outcome)) return;
    look(recorded.view);
    parts.begin(recorded.step);
    const { a, b, model } = recorded;
    const linked = (world: RecordedWorld) => ({ ...world, preset: null, file: null });
    verdicts.expect({ a: linked(a), b: b === null ? null : linked(b), model });
  };

  return {
    remember,
    openPreset,

    async arrive(hash) {
      if (parts.divert(hash)) {
        isArrived = true;
        return;
      }
      const outcome = await openLink(worlds, hash, DEFAULT_SCENARIO);
      if (!settle(outcome)) {
        const refusal = worlds.edited.state.refusal;
        await openPreset(PRESETS[0] ?? DEFAULT_SCENARIO);
        if (refusal !== null) worlds.edited.refuse(refusal);
      }
      const recorded = recordNow();
      isArrived = true;
      keep();
      const kept = await autosave.last();
      if (kept !== null && (recorded === null || !areSameWorlds(kept.recorded, recorded)))
        offer(kept);
    },

    async follow(hash) {
      if (parts.divert(hash)) return;
      const outcome = await openLink(worlds, hash, DEFAULT_SCENARIO);
      if (outcome.kind !== "none" && !settle(outcome)) remember();
    },

    async openFile(file) {
      if (file.size > MOST_BYTES) {
        tell(contextOf().t.fileTooLarge);
        return;
      }
      const text = await file.text();
      const manifest = await openManifest(worlds, text, file.name);
      if (manifest !== null) {
        const { outcome, isStudy } = manifest;
        if (settle(outcome) && isStudy) tell(contextOf().t.links.studyOpened);
        return;
      }
      const files = { ...SHIPPED, [file.name]: text };
      if (await worlds.edited.openScenario(file.name, files)) parts.begin(undefined);
    },

    onUnsaved: (reason) =>
      banners.put({
        id: "autosave",
        isError: true,
        say: ({ t }) => ({
          title: t.links.autosaveFailed,
          lines: [t.links.autosaveHint, reason],
        }),
      }),

    sharing: createSharing({ worlds, selection, contextOf, tell, recordNow }),
  };
}

/** How many things are laid over a world's scenario at its end. */
function changesIn({ layers }: RecordedWorld): number {
  const last = layers.at(-1);
  return last === undefined ? 0 : Object.keys(last.set).length + last.off.length;
}

/** A shipped scenario as it is can be opened again by anybody. */
function isWorthKeeping({ a, b }: Recorded): boolean {
  return (
    b !== null ||
    a.text !== null ||
    a.layers.some(({ set, off }) => Object.keys(set).length + off.length > 0)
  );
}
