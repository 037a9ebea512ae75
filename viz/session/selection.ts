/** What a visitor looks at more closely; the same in every world that is shown. */
export interface SelectionState {
  /** Slot of the association whose life is told; null for none. */
  readonly association: number | null;
  /** Slots whose trails are drawn, in the order in which they were pinned. */
  readonly pinned: readonly number[];
  /** Number of the grouping whose members are linked on the map; null for none. */
  readonly grouping: number | null;
  /** Panel of the story that shows. */
  readonly panel: string;
  /** What the left column shows. */
  readonly side: string;
  /** Whether a class looks on: large, light, and without what only one person at the keys needs. */
  readonly isPresenting: boolean;
  /** What a link took off the page: parts of it, and settings by their paths. */
  readonly hide: readonly string[];
}

/** Parts of the page that a link may take off it. */
export const PARTS = ["header", "settings", "story", "curves", "transport"] as const;

/** The selection, and how it is changed. */
export interface Selection {
  readonly state: SelectionState;
  set(patch: Partial<SelectionState>): void;
  /** Pins an association, or takes its pin away. */
  pin(slot: number): void;
  subscribe(listener: (state: SelectionState) => void): void;
}

/** Most trails at once: more could not be told apart. */
const MOST_PINNED = 8;

/** What is looked at before anybody has chosen anything. */
export const NOTHING_CHOSEN: SelectionState = {
  association: null,
  pinned: [],
  grouping: null,
  panel: "accounts",
  side: "settings",
  isPresenting: false,
  hide: [],
};

export function createSelection(): Selection {
  const listeners: ((state: SelectionState) => void)[] = [];
  let state = NOTHING_CHOSEN;
  const selection: Selection = {
    get state() {
      return state;
    },
    set(patch) {
      state = { ...state, ...patch };
      for (const listener of listeners) listener(state);
    },
    pin(slot) {
      const without = state.pinned.filter((pinned) => pinned !== slot);
      const isPinned = without.length < state.pinned.length;
      selection.set({ pinned: isPinned ? without : [...without, slot].slice(-MOST_PINNED) });
    },
    subscribe: (listener) => void listeners.push(listener),
  };
  return selection;
}
