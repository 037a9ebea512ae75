import { DEFAULT_SCENARIO, PRESETS, SHIPPED } from "./bundled.ts";
import { likeness } from "./charts/headline.ts";
import { showDialog, showTable } from "./charts/table.ts";
import { PATIENCE_MS } from "./controls/transport.ts";
import { createFormat } from "./format.ts";
import { type Language, MESSAGES, preferredLanguage } from "./messages/index.ts";
import { createEnsembles, type Ensembles } from "./session/ensemble.ts";
import { type Ghost, type History, lastStep, valueAt } from "./session/history.ts";
import { readLink, writeLink } from "./session/link.ts";
import { createPlayer, type Player } from "./session/player.ts";
import { createSelection } from "./session/selection.ts";
import { createSession } from "./session/session.ts";
import type { Session, SessionState } from "./session/state.ts";
import { listenToDrops, MOST_BYTES } from "./shell/dropping.ts";
import { listenToKeys } from "./shell/keys.ts";
import { createInexactBanner } from "./shell/inexact.ts";
import { createLiveRegion } from "./shell/live.ts";
import { createPage, type Page } from "./shell/page.ts";
import type { Context, Scene } from "./view.ts";

/** The whole page at work. */
export interface App {
  readonly session: Session;
  readonly player: Player;
  readonly ensembles: Ensembles;
  readonly language: Language;
  /** Resolves when the first run is computed to its end, or has failed. */
  readonly ready: Promise<void>;
}

export interface AppOptions {
  /** Nothing moves unasked, and quarters jump. */
  readonly isStill: boolean;
}

/** Starts the page in a root element: reads the link, opens a scenario, plays it. */
export function startApp(root: HTMLElement, { isStill }: AppOptions): App {
  const { link, ignored } = readLink(location.hash, PRESETS);
  const session = createSession();
  const selection = createSelection();
  const ensembles = createEnsembles(() => [{ letter: null, state: session.state }]);
  const player = createPlayer(() => !isStill);
  const live = createLiveRegion();
  let language = link.lang ?? preferredLanguage(navigator.languages);
  let page: Page | null = null;
  let version = 0;
  let history: History | null = null;
  let ghost: Ghost | null = null;
  let wantsPlay = !isStill;
  let seekTo = link.t;
  let isQueued = false;
  let settleReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (settleReady = resolve));

  const keys = listenToKeys(player, {
    showKeys: () => showKeys(),
    present: () => selection.set({ isPresenting: !selection.state.isPresenting }),
    showTable: () => root.querySelector<HTMLElement>(".curves .figure-head .button")?.click(),
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
      player,
      selection,
      ensembles,
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
        choosePreset: (name) => void openPreset(name),
        openFile: (file) => void openFile(file),
        setLanguage,
        switchTheme,
        isDark,
        copyLink: () => void copyLink(),
        showKeys: () => showKeys(),
      },
      { tab },
    );
    root.replaceChildren(live.root, page.root);
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
    requestAnimationFrame(() => {
      isQueued = false;
      page?.notices.update(session.state);
      if (history === null || lastStep(history) < 0) return;
      const { time, step } = player;
      const scene: Scene = {
        state: session.state,
        history,
        letter: null,
        other: null,
        ghost,
        selection: selection.state,
        ensemble: ensembles.state,
        time,
        step,
        version,
      };
      page?.show(scene);
    });
  };

  const onState = (state: SessionState): void => {
    if (state.history !== history || state.ghost !== ghost) version++;
    ({ history, ghost } = state);
    warn();
    const { kind } = state.progress;
    const isComplete = kind === "done" || kind === "cancelled" || kind === "failed";
    if (history) player.reach(Math.max(0, lastStep(history)), isComplete);
    if (history && seekTo !== undefined && (isComplete || lastStep(history) >= seekTo)) {
      player.seek(seekTo);
      seekTo = undefined;
    }
    if (history && lastStep(history) > 0 && wantsPlay) {
      wantsPlay = false;
      player.play();
    }
    if (isComplete || kind === "crashed") settleReady();
    else setTimeout(show, PATIENCE_MS + 20);
    show();
  };

  let wasPlaying = false;
  player.subscribe(() => {
    if (wasPlaying && !player.isPlaying && history) {
      remember();
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

  /** Keeps the address in step with what is shown, without filling the browser's history. */
  const remember = (): void => {
    const { source, seed } = session.state;
    const preset = PRESETS.includes(source) ? { preset: source } : {};
    const hash = writeLink({ ...preset, seed, t: player.step, lang: language });
    window.history.replaceState(null, "", `${location.pathname}${location.search}${hash}`);
  };

  const openPreset = async (name: string, seed?: string): Promise<void> => {
    player.pause();
    player.seek(0);
    wantsPlay = !isStill && seekTo === undefined;
    await session.openScenario(name, SHIPPED, seed === undefined ? {} : { seed });
  };

  const openFile = async (file: File): Promise<void> => {
    if (file.size > MOST_BYTES) {
      tell(contextOf().t.fileTooLarge);
      return;
    }
    const text = await file.text();
    const isOpened = await session.openScenario(file.name, { ...SHIPPED, [file.name]: text });
    if (!isOpened) return;
    player.pause();
    player.seek(0);
    if (!isStill) player.play();
  };

  const setLanguage = (next: Language): void => {
    if (next === language) return;
    language = next;
    build();
    root.querySelector<HTMLElement>(`.choices input[value="${next}"]`)?.focus();
    remember();
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

  const copyLink = async (): Promise<void> => {
    remember();
    const { t } = contextOf();
    const { clipboard } = navigator as Partial<Navigator>; // undefined on insecure addresses
    const written = clipboard?.writeText(location.href) ?? Promise.reject(new Error());
    tell(
      await written.then(
        () => t.shared,
        () => t.shareFailed,
      ),
    );
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

  session.subscribe(onState);
  selection.subscribe(show);
  ensembles.subscribe(show);
  listenToDrops(
    () => root,
    (file) => void openFile(file),
  );
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", build);
  build();
  if (ignored.length > 0) tell(contextOf().t.linkIgnored(ignored.join(", ")));
  if (seekTo !== undefined) wantsPlay = false;
  void openPreset(link.preset ?? PRESETS[0] ?? DEFAULT_SCENARIO, link.seed);

  return {
    session,
    player,
    ensembles,
    ready,
    get language() {
      return language;
    },
  };
}
