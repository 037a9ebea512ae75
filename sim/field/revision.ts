import type { Chronicle } from "../chronicle.ts";
import type { Now } from "../transitions/transition.ts";
import { RESPONSES } from "../schema/population.ts";
import { quantity, say, section, type Text } from "../schema/parameter.ts";
import type { FieldState } from "./columns.ts";
import type { Neighbourhoods } from "./groups.ts";
import type { Leads } from "./leads.ts";
import { eachTable, type Tables } from "./rules.ts";
import { RULE_LINES, type RuleLine, type RuleLines } from "./rule-lines.ts";
import type { FieldShape } from "./shape.ts";

const yearly = (label: Text, value: number, description: Text, source: string) =>
  quantity({
    default: value,
    min: 0,
    max: 1,
    unit: "per year",
    tier: "advanced",
    label,
    description,
    source,
  });

const BY_HAND = "starting value tried out by hand on a prototype, to be calibrated";

/** How authorities revise their rules at the campaign. */
export const revisionSection = section(
  {
    label: say("Revision of the rules", "Révision des règles"),
    description: say(
      "What authorities make of precedents, doctrine, each other and the innovations they see, once a year.",
      "Ce que les autorités font chaque année des précédents, de la doctrine, de leurs homologues et des innovations qu’elles voient.",
    ),
  },
  {
    doctrine: yearly(
      say("Pull of the doctrine", "Rappel de la doctrine"),
      0.06,
      say(
        "Share of the distance to its doctrine that a rule covers in a year.",
        "Part de l’écart à la doctrine qu’une règle comble en un an.",
      ),
      BY_HAND,
    ),
    imitation: yearly(
      say("Imitation among authorities", "Imitation entre autorités"),
      0.04,
      say(
        "Share of the distance to the mean rule of the other regions that a rule covers in a year.",
        "Part de l’écart à la règle moyenne des autres régions qu’une règle comble en un an.",
      ),
      BY_HAND,
    ),
    adoption: yearly(
      say("Adoption of innovations", "Reprise des innovations"),
      0.1,
      say(
        "Share of the distance to what innovating associations show that a rule covers in a year, were all of them innovators in full standing.",
        "Part de l’écart à ce qu’affichent les associations innovantes qu’une règle comblerait en un an si toutes innovaient avec une pleine légitimité.",
      ),
      "starting value tried out by hand, to be calibrated",
    ),
  },
);

/** What a revision looks at. */
interface Office {
  readonly field: FieldState;
  readonly shape: FieldShape;
  readonly tables: Tables;
  readonly leads: Leads;
  readonly neighbourhoods: Neighbourhoods;
  /** What each table is drawn to. */
  readonly doctrines: { readonly rows: Float64Array };
  readonly ruleLines: RuleLines;
  readonly chronicle: Chronicle;
}

/**
 * Moves every table, from the same state, by negotiability · precedents, towards its doctrine, towards the same
 * regulator's tables in the other regions, and towards what innovators that it leads display; clamps to [0,1], and clears
 * the precedents. Every line is written to the account.
 */
export function reviseRules(office: Office, { step, regime }: Omit<Now, "quarter">): void {
  const { field, shape, tables, ruleLines } = office;
  const { practices, rules, precedents } = field;
  const p = regime.mechanisms.revision;
  const { lines } = ruleLines;
  const doctrine = office.doctrines.rows;
  eachTable(shape, tables, (table, q) => {
    const { negotiability } = regime.regulators[shape.regulators[q]];
    for (let at = table * practices; at < (table + 1) * practices; at++) {
      lines.negotiation[at] = negotiability * precedents[at];
      lines.doctrine[at] = p.doctrine * (doctrine[at] - rules[at]);
    }
  });
  imitate(office, p.imitation, lines.imitation);
  adopt(office, p.adoption, lines.innovation);
  for (let at = 0; at < rules.length; at++) {
    const wanted =
      rules[at] +
      (lines.negotiation[at] + lines.doctrine[at] + lines.imitation[at] + lines.innovation[at]);
    rules[at] = wanted < 0 ? 0 : wanted > 1 ? 1 : wanted;
    lines.bounds[at] = rules[at] - wanted;
  }
  precedents.fill(0);
  if (office.chronicle.isKept) tell(office, step);
}

/** Tells of every table that precedents moved, with the mean movement of each line as causes: the others move every year. */
function tell({ field, shape, tables, ruleLines, chronicle }: Office, step: number): void {
  const { practices, rules } = field;
  eachTable(shape, tables, (table, q) => {
    const row = table * practices;
    const movedBy = (line: RuleLine): number =>
      ruleLines.lines[line]
        .subarray(row, row + practices)
        .reduce((sum, move) => sum + Math.abs(move) / practices, 0);
    if (movedBy("negotiation") === 0) return;
    chronicle.events.push({
      step,
      kind: "revised",
      association: -1,
      other: table,
      what: shape.regulators[q],
      causes: Object.fromEntries(RULE_LINES.map((line) => [line, movedBy(line)])),
      vector: Array.from(rules.subarray(row, row + practices)),
    });
  });
}

/** imitation · (M − R), M the plain mean of the regulator's tables for the sector in all other regions. */
function imitate(office: Office, rate: number, line: Float64Array): void {
  const { field, shape, tables } = office;
  const { practices, rules } = field;
  const regions = shape.regions.length;
  eachTable(shape, tables, (table, q, region, sector) => {
    const first = tables.of(q, 0, sector);
    if (region > 0 || regions < 2 || tables.of(q, 1, sector) === first) return;
    const regional = shape.regions.map((_, r) => tables.of(q, r, sector) * practices);
    for (let k = 0; k < practices; k++) {
      // about the first table, so that tables that are alike stay alike to the last bit
      const origin = rules[table * practices + k];
      let sum = 0;
      for (const row of regional) sum += rules[row + k] - origin;
      for (const row of regional)
        line[row + k] = (rate * (sum - regions * (rules[row + k] - origin))) / (regions - 1);
    }
  });
}

/** adoption · Σ_j (n_j·ℓ_j/E)·(D_j − R) over innovators j that the table's regulator leads, E = Σ n over all that it leads. */
function adopt(office: Office, rate: number, line: Float64Array): void {
  const { field, tables } = office;
  const { table: tableOf } = office.leads;
  const { practices, rules, display, establishments, legitimacy, response } = field;
  const innovate = RESPONSES.indexOf("innovate");
  const shown = new Float64Array(rules.length);
  const weights = new Float64Array(tables.count);
  const all = new Float64Array(tables.count);
  const { ordered } = office.neighbourhoods;
  for (let position = 0; position < ordered.length; position++) {
    const slot = ordered[position];
    const table = tableOf[slot];
    if (table < 0) continue;
    all[table] += establishments[slot];
    if (response[slot] !== innovate) continue;
    const weight = establishments[slot] * legitimacy[slot];
    weights[table] += weight;
    for (let k = 0; k < practices; k++)
      shown[table * practices + k] += weight * display[slot * practices + k];
  }
  for (let table = 0; table < tables.count; table++)
    for (let at = table * practices; all[table] > 0 && at < (table + 1) * practices; at++)
      line[at] = (rate * (shown[at] - weights[table] * rules[at])) / all[table];
}
