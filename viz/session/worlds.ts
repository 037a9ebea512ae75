import type { Letter } from "../view.ts";
import { createSession } from "./session.ts";
import type { Layer } from "../../workers/protocol.ts";
import type { Refusal, Session, SessionState } from "./state.ts";
import { startWorker } from "./worker.ts";

/** One world, or two that are compared on one seed and one playhead. */
export interface Worlds {
  /** The world that controls act on, whichever it is at the time. */
  readonly edited: Session;
  /** Its letter; null where there is but one world. */
  readonly letter: Letter | null;
  /** A session that is always the one of this letter; of the only world where there is no other. */
  of(letter: Letter): Session;
  /** The state of the world beside the edited one; null where there is none. */
  readonly beside: SessionState | null;
  /** Opens a second world as a copy of the first, perhaps with other layers, and edits it. */
  open(layers?: (state: SessionState) => readonly Layer[]): Promise<boolean>;
  /** Opens a second world of whatever kind; `begin` is given its session. */
  openWith(begin: (session: Session) => Promise<boolean>): Promise<boolean>;
  /**
   * Opens one world or two afresh in place of those that are there, which stay as they are where either is refused.
   * @returns the refusal; null where all is well
   */
  replace(
    beginA: (session: Session) => Promise<boolean>,
    beginB: ((session: Session) => Promise<boolean>) | null,
    edited: Letter | null,
  ): Promise<Refusal | "gone" | null>;
  edit(letter: Letter): void;
  /** Goes on with one of the two. */
  keep(letter: Letter): void;
  subscribe(listener: () => void): void;
}

export function createWorlds(): Worlds {
  const listeners: (() => void)[] = [];
  const sessions: { a: Session; b: Session | null } = { a: createSession(startWorker), b: null };
  let letter: Letter | null = null;

  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  const real = (wanted: Letter): Session =>
    wanted === "B" && sessions.b !== null ? sessions.b : sessions.a;
  const follow = (session: Session): void =>
    session.subscribe(() => {
      if (session === sessions.a || session === sessions.b) notify();
    });
  follow(sessions.a);

  const worlds: Worlds = {
    edited: stand(() => real(letter ?? "A"), listeners),
    get letter() {
      return letter;
    },
    of: (wanted) => stand(() => real(wanted), listeners),
    get beside() {
      if (letter === null) return null;
      return real(letter === "A" ? "B" : "A").state;
    },
    open: (layers) =>
      worlds.openWith((session) => {
        const { state } = sessions.a;
        return session.openCopy(state, layers?.(state));
      }),
    async openWith(begin) {
      if (sessions.b !== null) worlds.keep("A");
      const session = createSession(startWorker);
      sessions.b = session;
      letter = "B";
      follow(session);
      const isBegun = begin(session);
      notify();
      if (await isBegun) return true;
      if (sessions.b === session) {
        const { refusal } = session.state;
        worlds.keep("A");
        sessions.a.refuse(refusal);
      }
      return false;
    },
    async replace(beginA, beginB, edited) {
      const [a, b] = [
        createSession(startWorker),
        beginB === null ? null : createSession(startWorker),
      ];
      const begun = await Promise.all([beginA(a), b === null || (beginB?.(b) ?? true)]);
      if (begun.includes(false)) {
        const refusal = a.state.refusal ?? b?.state.refusal ?? "gone";
        a.end();
        b?.end();
        return refusal;
      }
      sessions.a.end();
      sessions.b?.end();
      Object.assign(sessions, { a, b });
      letter = b === null ? null : (edited ?? "B");
      follow(a);
      if (b !== null) follow(b);
      notify();
      return null;
    },
    edit(wanted) {
      if (letter === null || letter === wanted) return;
      letter = wanted;
      notify();
    },
    keep(wanted) {
      const { a, b } = sessions;
      if (b === null) return;
      const [kept, left] = wanted === "A" ? [a, b] : [b, a];
      sessions.a = kept;
      sessions.b = null;
      letter = null;
      left.end();
      notify();
    },
    subscribe: (listener) => void listeners.push(listener),
  };
  return worlds;
}

/** A session that stands for whichever is meant when it is used. */
function stand(meant: () => Session, listeners: (() => void)[]): Session {
  return {
    get state() {
      return meant().state;
    },
    subscribe: (listener) => void listeners.push(() => listener(meant().state)),
    openScenario: (name, files, as) => meant().openScenario(name, files, as),
    openCopy: (of, layers) => meant().openCopy(of, layers),
    reseed: (seed) => meant().reseed(seed),
    change: (changes, at) => meant().change(changes, at),
    steer: (by, at) => meant().steer(by, at),
    release: (path, at) => meant().release(path, at),
    toggle: (id, at) => meant().toggle(id, at),
    reset: () => meant().reset(),
    cancel: () => meant().cancel(),
    resume: () => meant().resume(),
    restart: () => meant().restart(),
    refuse: (refusal) => meant().refuse(refusal),
    write: (request) => meant().write(request),
    end: () => meant().end(),
    worker: () => meant().worker(),
  };
}
