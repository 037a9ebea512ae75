import { distance, type FieldView, RESPONSES, type Run, type Scenario } from "../sim/index.ts";

/**
 * How a column's entries are kept: 32-bit whole numbers, reals rounded to the nearest 32-bit float (a relative error of
 * at most 6e-8), truth values, or texts out of a short list.
 */
type Kind = "whole" | "real" | "flag" | "text";

/** One variable of the panel. */
export interface PanelColumn {
  readonly name: string;
  readonly kind: Kind;
  readonly unit: string;
  readonly meaning: string;
  /** Whether an entry may be missing. */
  readonly nullable: boolean;
  /** What the codes of a text column stand for. */
  readonly texts: readonly string[];
}

/** A column, and what it takes from association `i` of a field at a step; for texts an index into them. */
interface Source extends PanelColumn {
  read(field: FieldView, i: number, step: number): number;
}

type Read = Source["read"];

/** Entry of a whole number that is missing. */
const NONE = -1;

const column = (
  kind: Kind,
  [name, unit, meaning]: readonly [string, string, string],
  read: Read,
): Source => ({ name, kind, unit, meaning, nullable: false, texts: [], read });

const textColumn = (
  words: readonly [string, string, string],
  texts: readonly string[],
  read: Read,
): Source => ({ ...column("text", words, read), texts });

/** Vectors of practices that a panel holds, and what they are. */
const VECTORS = {
  practice: "what it does",
  display: "what it declares",
  project: "what its members want it to be",
  prescription: "what its public funders together prescribe to it",
} as const;

type Mapped = "practices" | "regions" | "sectors" | "archetypes";

/** Ids that some scenarios hold under one key, in the order of the first that has each. */
const idsOf = (scenarios: readonly Scenario[], key: Mapped): readonly string[] => [
  ...new Set(scenarios.flatMap(({ field }) => Object.keys(field[key]))),
];

/**
 * The columns of a panel, and how they are read off a run.
 * @param scenarios all that the panel's runs have; mostly one
 * @param actual the run's own
 */
function sourcesOf(scenarios: readonly Scenario[], actual: Scenario): readonly Source[] {
  const own = Object.keys(actual.field.practices);
  const vectors = (Object.keys(VECTORS) as (keyof typeof VECTORS)[]).flatMap((vector) =>
    idsOf(scenarios, "practices").map((id): Source => {
      const k = own.indexOf(id);
      return {
        ...column("real", [`${vector}.${id}`, "position in [0,1]", VECTORS[vector]], (of, i) =>
          k < 0 ? NaN : (of[vector][i * of.practices + k] ?? NaN),
        ),
        nullable: !scenarios.every(({ field }) => Object.hasOwn(field.practices, id)),
      };
    }),
  );
  const place = (key: Mapped, name: "region" | "sector" | "archetype", meaning: string): Source => {
    const texts = idsOf(scenarios, key);
    const codes = Object.keys(actual.field[key]).map((id) => texts.indexOf(id));
    return textColumn([name, "", meaning], texts, (of, i) => codes[of[name][i] ?? 0] ?? NONE);
  };
  return [
    column("whole", ["step", "quarters", "0 is the state after burn-in"], (_, _i, step) => step),
    column("whole", ["id", "", "number of the association, never given again"], (_, i) => i),
    column(
      "whole",
      ["born", "quarters", "step of its foundation; 0 or before for those of the start"],
      (of, i) => of.born[i] ?? NONE,
    ),
    place("regions", "region", "its region"),
    place("sectors", "sector", "its sector"),
    place("archetypes", "archetype", "the archetype it was founded around"),
    textColumn(
      ["response", "", "its response to pressure"],
      RESPONSES,
      (of, i) => of.response[i] ?? NONE,
    ),
    column(
      "whole",
      ["establishments", "establishments", "what it runs"],
      (of, i) => of.establishments[i] ?? NONE,
    ),
    column("real", ["places", "places", "what it offers"], (of, i) => of.places[i] ?? NaN),
    column(
      "real",
      ["tariff", "reference costs of a place", "funding per place"],
      (of, i) => of.tariff[i] ?? NaN,
    ),
    column(
      "real",
      ["reserve", "yearly budgets", "what is left over; negative where losses have piled up"],
      (of, i) => of.reserve[i] ?? NaN,
    ),
    column(
      "real",
      ["legitimacy", "in [0,1]", "standing with funders and peers"],
      (of, i) => of.legitimacy[i] ?? NaN,
    ),
    column(
      "real",
      ["uncertainty", "in [0,1]", "doubt about means and ends"],
      (of, i) => of.uncertainty[i] ?? NaN,
    ),
    column(
      "real",
      ["dependence", "share", "public share of its budget"],
      (of, i) => of.dependence[i] ?? NaN,
    ),
    column("flag", ["contract", "", "whether it is under a contract"], isUnderContract),
    {
      ...column(
        "real",
        ["settlement", "distance in [0,1]", "from its prescription to what its contract settled"],
        (of, i, step) =>
          isUnderContract(of, i, step) === 0
            ? NaN
            : distance(
                of.prescription,
                i * of.practices,
                of.settlement,
                i * of.practices,
                of.practices,
              ),
      ),
      nullable: true,
    },
    {
      ...column(
        "whole",
        ["grouping", "", "number of its grouping"],
        (of, i) => of.grouping[i] ?? NONE,
      ),
      nullable: true,
    },
    ...vectors,
  ];
}

const isUnderContract: Read = ({ contractUntil }, i, step) =>
  (contractUntil[i] ?? NONE) >= step ? 1 : 0;

/** The columns of the panel of some scenarios' runs: one row per living association and kept step. */
export const panelColumns = (scenarios: PanelScenarios): readonly PanelColumn[] =>
  sourcesOf(scenarios, scenarios[0]);

/** Bytes of one row. */
export const panelRowBytes = (scenarios: PanelScenarios): number =>
  4 * panelColumns(scenarios).length;

/** Those whose runs share a panel. */
export type PanelScenarios = readonly [Scenario, ...Scenario[]];

/** Entries of a column for the rows of one step: numbers, or codes of texts and truth values. */
export type PanelEntries = Int32Array | Float32Array;

/** Takes the states of a run's associations, one step at a time. */
export interface Panel {
  /**
   * The living associations at the run's present step, in the order of their numbers: 4 bytes for how many there are,
   * then column after column with 4 bytes each, little-endian.
   */
  take(): Uint8Array;
}

/**
 * Follows a run; looking draws nothing and changes nothing.
 * @param scenarios those whose runs share the panel, this run's among them
 */
export function openPanel(run: Run, scenarios: PanelScenarios): Panel {
  const sources = sourcesOf(scenarios, run.plan.spans[0].scenario);
  return {
    take() {
      const { field, step } = run;
      const { living } = field;
      const rows = living.length;
      const bytes = new Uint8Array(4 * (1 + rows * sources.length));
      new Int32Array(bytes.buffer, 0, 1)[0] = rows;
      sources.forEach(({ kind, read }, at) => {
        const entries = entriesAt(bytes, kind, at, rows);
        for (let row = 0; row < rows; row++) entries[row] = read(field, living[row] ?? 0, step);
      });
      return bytes;
    },
  };
}

/** The steps that lie one after the other in some bytes, each as its rows and the entries of every column. */
export function* panelSteps(
  bytes: Uint8Array,
  columns: readonly PanelColumn[],
): Generator<{ readonly rows: number; readonly entries: readonly PanelEntries[] }> {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  for (let at = 0; at < aligned.length;) {
    const rows = new Int32Array(aligned.buffer, aligned.byteOffset + at, 1)[0] ?? 0;
    const length = 4 * (1 + rows * columns.length);
    const stretch = aligned.subarray(at, at + length);
    yield {
      rows,
      entries: columns.map(({ kind }, index) => entriesAt(stretch, kind, index, rows)),
    };
    at += length;
  }
}

/** Where column `at` of one step's rows lies. */
function entriesAt(bytes: Uint8Array, kind: Kind, at: number, rows: number): PanelEntries {
  const offset = bytes.byteOffset + 4 * (1 + at * rows);
  return kind === "real"
    ? new Float32Array(bytes.buffer, offset, rows)
    : new Int32Array(bytes.buffer, offset, rows);
}

/** An entry as what it stands for; null where it is missing. */
export function panelCell(
  { kind, nullable, texts }: PanelColumn,
  entry: number,
): number | string | boolean | null {
  if (kind === "text") return texts[entry] ?? null;
  if (kind === "flag") return entry !== 0;
  return nullable && (kind === "real" ? Number.isNaN(entry) : entry === NONE) ? null : entry;
}
