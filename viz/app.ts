import { likeness } from "./charts/headline.ts";
import { showDialog, showTable } from "./charts/table.ts";
import { PATIENCE_MS } from "./controls/transport.ts";
import { createFormat } from "./format.ts";
import { type Course, createCourse } from "./lessons/course.ts";
import { readLessonLink } from "./lessons/link.ts";
import { type Language, MESSAGES, preferredLanguage } from "./messages/index.ts";
import { createEnsembles, type Ensembles } from "./session/ensemble.ts";
import { type History, lastStep, valueAt } from "./session/history.ts";
import { createAutosave } from "./session/autosave.ts";
import { createPartings, type Partings } from "./session/parting.ts";
import { createPlayer, type Player } from "./session/player.ts";
import { createSelection, type Selection } from "./session/selection.ts";
import type { Session, SessionState } from "./session/state.ts";
import { createWorlds, type Worlds } from "./session/worlds.ts";
import { type Banners, createBanners } from "./shell/banners.ts";
import { listenToDrops } from "./shell/dropping.ts";
import { listenToKeys } from "./shell/keys.ts";
import { createInexactBanner } from "./shell/inexact.ts";
import { createLiveRegion } from "./shell/live.ts";
import { createPage, type Page } from "./shell/page.ts";
import { createTravel } from "./shell/travel.ts";
import type { Context, Letter, Scene } from "./view.ts";

const LETTERS = ["A", "B"] as const;
/** States of a run to which nothing is added. */
const ENDED = new Set(["done", "cancelled", "failed"]);

/** The whole page at work. */
export interface App {
  /** The world that controls act on. */
  readonly session: Session;
  readonly worlds: Worlds;
  readonly partings: Partings;
  readonly player: Player;
  readonly ensembles: Ensembles;
  readonly course: Course;
  readonly selection: Selection;
  readonly banners: Banners;
  readonly language: Language;
  /** Builds all that is drawn anew, in the visitor's own language and colours; what is computed stays. */
  rebuild(): void;
  /** Resolves when the first run is computed to its end, or has failed. */
  readonly ready: Promise<void>;
  /** Whether every part of the page is drawn as things stand. */
  readonly isDrawn: boolean;
}

export interface AppOptions {
  /** Nothing moves unasked, and quarters jump. */
  readonly isStill: boolean;
}

/** Starts the page in a root element: reads the link, opens a scenario, plays it. */
export function startApp(root: HTMLElement, { isStill }: AppOptions): App {
  const worlds = createWorlds();
  const session = worlds.edited;
  const partings = createPartings(worlds);
  const selection = createSelection();
  const ensembles = createEnsembles(() =>
    worlds.letter === null
      ? [{ letter: null, state: session.state }]
      : LETTERS.map((letter) => ({ letter, state: worlds.of(letter).state })),
  );
  const player = createPlayer(() => !isStill);
  const course = createCourse({
    worlds,
    player,
    begin(step) {
      wantsPlay = false;
      seekTo = step;
      selection.set({ side: "lessons" });
    },
  });
  const live = createLiveRegion();
  const banners = createBanners();
  let language = preferredLanguage(navigator.languages);
  let page: Page | null = null;
  let version = 0;
  let history: History | null = null;
  let shown: readonly unknown[] = [];
  let wantsPlay = !isStill;
  let seekTo: number | undefined;
  let isQueued = false;
  let isDrawn = false;
  let settleReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (settleReady = resolve));

  const keys = listenToKeys(player, {
    showKeys: () => showKeys(),
    present: () => selection.set({ isPresenting: !selection.state.isPresenting }),
    focusLevers: () => page?.focusLevers(),
    compare: () => void compare(),
    isVoting: () => selection.state.isPresenting,
    showTable: () => root.querySelector<HTMLElement>(".ribbon .as-table")?.click(),
    close: () => {
      if (root.querySelector(".page[data-drawer]")) page?.toggleDrawer();
      else if (selection.state.isPresenting) selection.set({ isPresenting: false });
    },
  });

  const contextOf = (): Context => {
    const t = MESSAGES[language];
    return {
      language,
      t,
      format: createFormat(language),
      session,
      worlds,
      partings,
      player,
      selection,
      ensembles,
      course,
      openTable: (content) => showTable(content, t),
      announce: (text) => live.say(text),
    };
  };

  const build = (): void => {
    const { t } = contextOf();
    document.documentElement.lang = language;
    document.title = `${t.title} – ${t.tagline}`;
    const { tab } = page?.root.dataset ?? {};
    page = createPage(
      contextOf(),
      {
        choosePreset: (name) => void travel.openPreset(name),
        openFile: (file) => void travel.openFile(file),
        setLanguage,
        switchTheme,
        isDark,
        showKeys: () => showKeys(),
        sharing: travel.sharing(t),
      },
      { tab },
    );
    root.replaceChildren(live.root, page.root);
    banners.mount(page.banners, contextOf());
    warn();
    version++;
    show();
  };

  /** Nobody is to take numbers away from an engine that computes otherwise than the rest. */
  const warn = (): void => {
    const isShown = root.querySelector(".inexact") !== null;
    if (session.state.description?.isExact === false && !isShown)
      live.root.after(createInexactBanner(contextOf().t));
  };

  const show = (): void => {
    if (isQueued) return;
    isQueued = true;
    isDrawn = false;
    requestAnimationFrame(() => {
      isQueued = false;
      page?.notices.update(session.state);
      const { letter } = worlds;
      const scene = sceneOf(letter, session.state);
      isDrawn = scene === null; // nothing to draw yet
      if (scene === null) return;
      const { beside } = worlds;
      const second = beside === null ? null : sceneOf(letter === "A" ? "B" : "A", beside);
      isDrawn = page?.show(scene, second) ?? false;
      if (!isDrawn) show();
    });
  };

  /** A world's moment; where its run does not reach as far as the playhead, its last one. */
  const sceneOf = (letter: Letter | null, state: SessionState): Scene | null => {
    const own = state.history;
    if (own === null || lastStep(own) < 0) return null;
    const end = lastStep(own);
    return {
      state,
      history: own,
      letter,
      other: letter === null ? null : besideOf(letter),
      ghost: state.ghost,
      selection: selection.state,
      ensemble: ensembles.state,
      time: Math.min(end, player.time),
      step: Math.min(end, player.step),
      version,
    };
  };

  const besideOf = (letter: Letter): Scene["other"] => {
    const other = letter === "A" ? "B" : "A";
    const { state } = worlds.of(other);
    return state.history === null || lastStep(state.history) < 0
      ? null
      : { letter: other, state, history: state.history };
  };

  const onState = (): void => {
    const states =
      worlds.letter === null ? [session.state] : LETTERS.map((each) => worlds.of(each).state);
    const now = [worlds.letter, ...states.flatMap((state) => [state.history, state.ghost])];
    if (now.length !== shown.length || now.some((each, at) => each !== shown[at])) version++;
    shown = now;
    ({ history } = session.state);
    warn();
    const isComplete = states.every(({ progress: { kind } }) => ENDED.has(kind));
    const end = Math.min(...states.map((state) => (state.history ? lastStep(state.history) : 0)));
    if (history) player.reach(Math.max(0, end), isComplete);
    if (history && seekTo !== undefined && (isComplete || end >= seekTo)) {
      player.seek(seekTo);
      seekTo = undefined;
    }
    if (history && end > 0 && wantsPlay) {
      wantsPlay = false;
      player.play();
    }
    if (isComplete || states.some(({ progress }) => progress.kind === "crashed")) settleReady();
    else setTimeout(show, PATIENCE_MS + 20);
    show();
  };

  let wasPlaying = false;
  player.subscribe(() => {
    if (wasPlaying && !player.isPlaying && history) {
      travel.remember();
      if (player.step === history.opened.steps) {
        const { t, format } = contextOf();
        const alike = valueAt(history, "similarity.practice", player.step) / 100;
        live.say(t.announceEnd(format.percent(Math.abs(alike)), likeness(alike, t)));
      }
    }
    wasPlaying = player.isPlaying;
    show();
  });

  /** Says something to eyes and ears alike. */
  const tell = (text: string): void => {
    page?.notices.flash(text);
    live.say(text);
  };

  const travel = createTravel({
    worlds,
    player,
    selection,
    banners,
    autosave: createAutosave((reason) => travel.onUnsaved(reason)),
    language: () => language,
    contextOf,
    tell,
    begin(step) {
      player.pause();
      player.seek(0);
      seekTo = step;
      wantsPlay = !isStill && step === undefined;
      onState();
    },
    setLanguage: (next) => {
      language = next;
      build();
    },
    divert(hash) {
      const link = readLessonLink(hash);
      if (link === null) return false;
      if (link.lang !== null && link.lang !== language) {
        language = link.lang;
        build();
      }
      course.open(link);
      return true;
    },
    isDiverted: () => course.isUnderWay,
  });

  const setLanguage = (next: Language): void => {
    if (next === language) return;
    language = next;
    build();
    // with the next picture: asking for it now would lay everything out twice
    requestAnimationFrame(() =>
      root.querySelector<HTMLElement>(`.choices input[value="${next}"]`)?.focus(),
    );
    travel.remember();
  };

  const isDark = (): boolean => {
    const chosen = document.documentElement.dataset["theme"];
    return chosen === undefined
      ? matchMedia("(prefers-color-scheme: dark)").matches
      : chosen === "dark";
  };

  const switchTheme = (): void => {
    document.documentElement.dataset["theme"] = isDark() ? "light" : "dark";
    build();
  };

  /** Opens a second world, or goes over to the other one. */
  const compare = async (): Promise<void> => {
    if (course.isUnderWay) return;
    if (worlds.letter !== null) worlds.edit(worlds.letter === "A" ? "B" : "A");
    else if (await worlds.open()) selection.set({ panel: "worlds" });
    if (worlds.letter !== null) live.say(contextOf().t.worlds.nowEdited(worlds.letter));
  };

  const showKeys = (): void => {
    const { t } = contextOf();
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = keys.isOn;
    box.addEventListener("change", () => (keys.isOn = box.checked));
    const label = document.createElement("label");
    label.append(box, ` ${t.keysOn}`);
    showDialog(t.keysTitle, t, keys.list(t), label);
  };

  worlds.subscribe(onState);
  partings.subscribe(show);
  selection.subscribe(show);
  ensembles.subscribe(show);
  listenToDrops(
    () => root,
    (file) => void travel.openFile(file),
  );
  addEventListener("hashchange", () => void travel.follow(location.hash));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", build);
  build();
  void travel.arrive(location.hash);

  return {
    session,
    worlds,
    partings,
    player,
    ensembles,
    course,
    selection,
    banners,
    ready,
    rebuild() {
      language = preferredLanguage(navigator.languages);
      delete document.documentElement.dataset["theme"];
      page = null;
      build();
    },
    get language() {
      return language;
    },
    get isDrawn() {
      return isDrawn;
    },
  };
}
