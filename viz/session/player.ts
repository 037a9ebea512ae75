/** Quarters per second at speed 1. */
const QUARTERS_PER_SECOND = 10;

/** Speeds of the detents; Infinity shows as many quarters as there are frames to show them. */
export const SPEEDS = [0.25, 0.5, 1, 2, 4, Infinity] as const;

/** The playhead: a moment between the first and the last quarter that is computed. */
export interface Player {
  /** In quarters; a fraction lies between two. */
  readonly time: number;
  /** The whole quarter shown by everything but the map. */
  readonly step: number;
  readonly isPlaying: boolean;
  /** Index into SPEEDS. */
  readonly speed: number;
  /** Whether pictures may move between quarters; false where less motion is wanted. */
  readonly isSmooth: boolean;
  /** Last quarter that is there. */
  readonly end: number;
  play(): void;
  pause(): void;
  toggle(): void;
  seek(step: number): void;
  /** Moves by whole quarters, and pauses. */
  move(quarters: number): void;
  setSpeed(index: number): void;
  /**
   * Pauses for a change, and says from which quarter it holds: the one shown, or the start where
   * nothing lies ahead any more.
   */
  holdForChange(): number;
  /** Tells how far frames reach, and whether more will come. */
  reach(end: number, isComplete: boolean): void;
  subscribe(listener: () => void): void;
}

/** @param isSmooth false where pictures must jump from quarter to quarter */
export function createPlayer(isSmooth: () => boolean): Player {
  const listeners: (() => void)[] = [];
  let time = 0;
  let end = 0;
  let isComplete = false;
  let isPlaying = false;
  let speed = 2;
  let last = 0;
  let request = 0;

  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  const halt = (): void => {
    isPlaying = false;
    cancelAnimationFrame(request);
  };
  const advance = (now: number): void => {
    const elapsed = Math.min(0.1, Math.max(0, (now - last) / 1000)); // a hidden tab does not leap
    last = now;
    const factor = SPEEDS[speed] ?? 1;
    const gain = factor === Infinity ? 1 : elapsed * factor * QUARTERS_PER_SECOND;
    time = Math.min(end, time + gain);
    if (time >= end && isComplete) halt();
    else request = requestAnimationFrame(advance);
    notify();
  };
  const player: Player = {
    get time() {
      return isSmooth() ? time : Math.floor(time + 1e-9);
    },
    get step() {
      return Math.floor(time + 1e-9);
    },
    get isSmooth() {
      return isSmooth();
    },
    get isPlaying() {
      return isPlaying;
    },
    get speed() {
      return speed;
    },
    get end() {
      return end;
    },
    play() {
      if (isPlaying) return;
      if (time >= end && isComplete) time = 0;
      isPlaying = true;
      last = performance.now();
      request = requestAnimationFrame(advance);
      notify();
    },
    pause() {
      if (!isPlaying) return;
      halt();
      time = Math.floor(time + 1e-9);
      notify();
    },
    toggle: () => (isPlaying ? player.pause() : player.play()),
    seek(step) {
      time = Math.min(end, Math.max(0, step));
      notify();
    },
    move(quarters) {
      halt();
      time = Math.min(end, Math.max(0, Math.floor(time + 1e-9) + quarters));
      notify();
    },
    setSpeed(index) {
      speed = Math.min(SPEEDS.length - 1, Math.max(0, index));
      notify();
    },
    holdForChange() {
      halt();
      time = time >= end && isComplete ? 0 : Math.floor(time + 1e-9);
      notify();
      return time;
    },
    reach(newEnd, complete) {
      end = newEnd;
      isComplete = complete;
      if (time > end && complete) time = end;
    },
    subscribe: (listener) => void listeners.push(listener),
  };
  return player;
}
