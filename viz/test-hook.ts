import type { App } from "./app.ts";
import { DEFAULT_SCENARIO, PRESETS, SHIPPED } from "./bundled.ts";
import { countParameters } from "./controls/settings.ts";
import { lastStep, marksAround } from "./session/history.ts";
import { readLink } from "./session/link.ts";
import { NOTHING_CHOSEN } from "./session/selection.ts";

declare global {
  interface Window {
    ironcage?: TestHook;
  }
}

/** What tests may ask of the page, with `?test=1` in its address: nothing moves by itself then. */
export interface TestHook {
  readonly ready: Promise<void>;
  seek(step: number): Promise<void>;
  /**
   * Brings the page back to how a visitor finds it behind a link, without opening it anew. A run that is there
   * already is not computed again.
   */
  reset(hash: string): Promise<void>;
  state(): Readonly<Record<string, unknown>>;
  /** Ends the worker as running out of memory would, and tells what became of a pending call. */
  die(): Promise<string>;
  setSeed(seed: string): Promise<void>;
  change(path: string, value: number): Promise<void>;
  /** Switches something off or on from the quarter shown. */
  toggle(id: string): Promise<void>;
  cancel(): Promise<void>;
  /** Starts an ensemble, of the world or of it without a mechanism. */
  gather(n: number, without?: string): void;
  /** Stops it; what came stays. */
  stopGathering(): void;
  /** Ends one of its workers as running out of memory would. */
  loseWorker(): boolean;
  ensemble(): Readonly<Record<string, unknown>> | null;
}

/** Banners that may stand from before. */
const BANNERS = ["link", "model", "parts-A", "parts-B", "offer", "autosave"];

/** Index of the speed that the page begins with. */
const OPENING_SPEED = 2;

export function createTestHook(app: App): TestHook {
  const { session, worlds, partings, player, ensembles, course, selection, banners, ready } = app;
  const painted = (): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (app.isDrawn) resolve();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(() => requestAnimationFrame(look));
    });
  /** What is computed and how, in so many letters. */
  const core = (): string => {
    const { source, text, seed, layers, progress, refusal } = session.state;
    const { letter } = worlds;
    return JSON.stringify([letter, source, text, seed, layers, progress, refusal, course.state]);
  };
  const reached = new Map<string, string>();
  const arrived = location.hash;
  void ready.then(() => reached.set(arrived, core()));
  return {
    ready: ready.then(painted),
    async reset(hash) {
      for (const dialog of document.querySelectorAll("dialog")) dialog.close();
      if (core() !== reached.get(hash)) {
        const reading = readLink(hash, PRESETS);
        if (reading.kind !== "link") throw new Error(`no link: ${hash}`);
        const { preset, seed, layers } = reading.link.a;
        course.leave();
        player.pause();
        if (worlds.letter !== null) worlds.keep("A");
        session.refuse(null);
        const as = { layers, ...(seed === null ? {} : { seed }) };
        if (!(await session.openScenario(preset ?? DEFAULT_SCENARIO, SHIPPED, as)))
          throw new Error(`refused: ${hash}`);
        while (session.state.progress.kind !== "done") await painted();
        reached.set(hash, core());
      }
      player.pause();
      player.setSpeed(OPENING_SPEED);
      ensembles.forget();
      selection.set(NOTHING_CHOSEN);
      for (const id of BANNERS) banners.drop(id);
      app.rebuild();
      player.seek(0);
      await painted();
    },
    async seek(step) {
      player.pause();
      player.seek(step);
      await painted();
    },
    state() {
      const { state } = session;
      const { history, ghost, progress } = state;
      const { step } = player;
      const frame = history?.frames[step];
      const marks = history ? marksAround(history, step)?.before : undefined;
      return {
        language: app.language,
        lesson: course.state && {
          id: course.state.lesson.id,
          step: course.state.step,
          seed: course.state.seed,
          figures: course.state.played?.figures ?? null,
        },
        source: state.source,
        seed: state.seed,
        layers: state.layers,
        letter: worlds.letter,
        beside: worlds.beside && {
          layers: worlds.beside.layers,
          seed: worlds.beside.seed,
          digest: worlds.beside.progress.kind === "done" ? worlds.beside.progress.digest : null,
        },
        parting: partings.state?.kind === "known" ? partings.state.compared.step : undefined,
        step,
        isPlaying: player.isPlaying,
        steps: history?.opened.steps,
        computed: history ? lastStep(history) : -1,
        progress: progress.kind,
        digest: progress.kind === "done" ? progress.digest : null,
        ghostFrom: ghost?.from ?? null,
        shown: frame?.shown,
        parameters: countParameters(state),
        measures: Object.fromEntries(
          (history?.opened.measures ?? []).map((name, at) => [name, frame?.measures[at] ?? null]),
        ),
        practice: marks ? [...marks.practice] : [],
        display: marks ? [...marks.display] : [],
        alive: marks ? [...marks.alive] : [],
        grouping: marks ? [...marks.grouping] : [],
        centroid: frame?.centroid ?? null,
        prescription: marks ? [...marks.prescriptions.slice(0, 2)] : null,
        gone: (history?.frames ?? []).flatMap(({ step: at, gone }) =>
          Array.from({ length: gone.length / 2 }, (_, pair) => ({
            step: at,
            slot: gone[2 * pair],
            into: gone[2 * pair + 1],
          })),
        ),
      };
    },
    die() {
      const worker = session.worker();
      if (worker === null) return Promise.resolve("no worker");
      return worker.vanish().then(
        () => "answered",
        (reason: unknown) => (reason instanceof Error ? reason.message : String(reason)),
      );
    },
    setSeed: (seed) => session.reseed(seed).then(painted),
    change: (path, value) => session.change({ [path]: value }, player.step).then(painted),
    toggle: (id) => session.toggle(id, player.step).then(painted),
    cancel: () => session.cancel(),
    gather: (n, without) =>
      without === undefined ? ensembles.start(n) : ensembles.knockOut(without, n),
    stopGathering: () => ensembles.cancel(),
    loseWorker: () => ensembles.kill(),
    ensemble() {
      const { state } = ensembles;
      return (
        state && {
          ...state.work,
          failed: state.failed,
          deaths: state.deaths,
          workers: ensembles.workers(),
          branches: state.branches.map(({ letter, without, members, lost }) => ({
            letter,
            without,
            lost: lost.length,
            members: members.map(({ replicate, seed, digest }) => ({ replicate, seed, digest })),
          })),
        }
      );
    },
  };
}
