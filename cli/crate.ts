import type { MeasureInfo, Scenario } from "../sim/index.ts";
import { LICENCE, releaseDay, VERSION } from "./version.ts";

/** Name of the file, as RO-Crate wants it. */
export const CRATE = "ro-crate-metadata.json";

/** A file of the folder. */
export interface Part {
  /** Its path in the folder; one that ends with a slash is a folder. */
  readonly name: string;
  readonly description: string;
  /** SHA-256; left out for what may differ between machines. */
  readonly sha256?: string;
}

/** What a folder of results says of itself to people and programs that know nothing of Ironcage. */
export interface CrateContent {
  readonly name: string;
  readonly description: string;
  readonly scenario: Scenario;
  /** Hash of what was simulated. */
  readonly hash: string;
  readonly model: string;
  readonly commit: string | null;
  /** SPDX id of the licence of the results; undefined where nobody has chosen one. */
  readonly licence: string | undefined;
  /** What the action was given, by name. */
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly measures: readonly MeasureInfo[];
  /** Parts that the action made, and those that say what it was given. */
  readonly results: readonly Part[];
  readonly given: readonly Part[];
}

type Entity = Readonly<Record<string, unknown>>;

const CONTEXT = [
  "https://w3id.org/ro/crate/1.1/context",
  { sha256: "https://schema.org/sha256" }, // younger than that context
];

const FORMATS: Readonly<Record<string, string>> = {
  csv: "text/csv",
  json: "application/json",
  jsonl: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
};

const SOFTWARE = "#ironcage";
const ACTION = "#simulation";
const SCENARIO = "#scenario";
const CHOICE = "#licence";
const termsOf = (spdx: string): string => `https://spdx.org/licenses/${spdx}`;
const TERMS = termsOf(LICENCE);

const ref = (id: string) => ({ "@id": id });
const refs = (entities: readonly Entity[]) => entities.map((entity) => ref(String(entity["@id"])));

/**
 * RO-Crate 1.1 metadata of a folder of results: no host, path, user or clock time is in it, so that the same results
 * have the same metadata. `datePublished`, which RO-Crate demands, is the date of the software's version until somebody
 * publishes the folder and says when; the licence of the results is theirs to choose, now or then.
 */
export function crateText(content: CrateContent): string {
  const results = content.results.map(partEntity);
  const given = content.given.map(partEntity);
  const sources = sourceEntities(content.scenario);
  const parameters = Object.entries(content.parameters).map(([name, value]): Entity => ({
    "@id": `#parameter-${name}`,
    "@type": "PropertyValue",
    name,
    value,
  }));
  const measures = content.measures.map(({ name, unit }): Entity => ({
    "@id": `#measure-${name}`,
    "@type": "PropertyValue",
    name,
    unitText: unit,
  }));
  const root: Entity = {
    "@id": "./",
    "@type": "Dataset",
    name: content.name,
    description: content.description,
    datePublished: releaseDay(),
    license: ref(content.licence === undefined ? CHOICE : termsOf(content.licence)),
    hasPart: refs([...results, ...given]),
    mentions: [ref(ACTION)],
    citation: refs(sources),
    variableMeasured: refs(measures),
  };
  const graph: Entity[] = [
    {
      "@id": CRATE,
      "@type": "CreativeWork",
      conformsTo: ref("https://w3id.org/ro/crate/1.1"),
      about: ref("./"),
    },
    root,
    ...results,
    ...given,
    actionEntity(content, refs(results), refs([...given, ...parameters])),
    ...parameters,
    ...measures,
    ...softwareEntities(content),
    scenarioEntity(content, sources),
    ...sources,
    ...licenceEntities(content.licence),
  ];
  return `${JSON.stringify({ "@context": CONTEXT, "@graph": graph }, null, 2)}\n`;
}

/** The licence of the results, or a place for it; that of the software is there already. */
function licenceEntities(licence: string | undefined): readonly Entity[] {
  if (licence === LICENCE) return [];
  if (licence !== undefined)
    return [{ "@id": termsOf(licence), "@type": "CreativeWork", name: licence }];
  const description = "Whoever publishes these results names their licence here.";
  return [{ "@id": CHOICE, "@type": "CreativeWork", name: "No licence chosen yet", description }];
}

function partEntity({ name, description, sha256 }: Part): Entity {
  const isFolder = name.endsWith("/");
  const format = FORMATS[name.slice(name.lastIndexOf(".") + 1)];
  return {
    "@id": name,
    "@type": isFolder ? "Dataset" : "File",
    name,
    description,
    ...(isFolder || format === undefined ? {} : { encodingFormat: format }),
    ...(sha256 === undefined ? {} : { sha256 }),
  };
}

function actionEntity(
  { name }: CrateContent,
  result: readonly object[],
  object: readonly object[],
): Entity {
  return {
    "@id": ACTION,
    "@type": "CreateAction",
    name: `Simulation of ${name}`,
    actionStatus: ref("http://schema.org/CompletedActionStatus"),
    instrument: ref(SOFTWARE),
    object: [ref(SCENARIO), ...object],
    result,
  };
}

function softwareEntities({ model, commit }: CrateContent): readonly Entity[] {
  return [
    {
      "@id": SOFTWARE,
      "@type": "SoftwareApplication",
      name: "Ironcage",
      description:
        "Seeded agent-based simulator of institutional isomorphism and negotiated order among associations",
      version: VERSION,
      softwareVersion: `${VERSION}, model ${model}`,
      ...(commit === null ? {} : { identifier: `git commit ${commit}` }),
      license: ref(TERMS),
      citation: `Ironcage contributors: Ironcage, version ${VERSION}.`,
    },
    { "@id": TERMS, "@type": "CreativeWork", name: LICENCE },
  ];
}

function scenarioEntity({ scenario, hash }: CrateContent, sources: readonly Entity[]): Entity {
  return {
    "@id": SCENARIO,
    "@type": "CreativeWork",
    name: scenario.name,
    description: scenario.description.en,
    identifier: `sha256 of what is simulated: ${hash}`,
    citation: refs(sources),
  };
}

/** What a scenario rests on. */
const sourceEntities = ({ sources }: Scenario): readonly Entity[] =>
  Object.entries(sources).map(([id, { text, url }]): Entity => ({
    "@id": `#source-${id}`,
    "@type": "CreativeWork",
    name: text,
    ...(url === undefined ? {} : { url }),
  }));

/** The SHA-256 that a folder's metadata gives of its files; undefined where it is no legible metadata. */
export function crateSums(text: string): ReadonlyMap<string, string> | undefined {
  try {
    const { "@graph": graph } = JSON.parse(text) as { readonly "@graph": readonly Entity[] };
    return new Map(
      graph.flatMap((entity): [string, string][] =>
        typeof entity["sha256"] === "string" ? [[String(entity["@id"]), entity["sha256"]]] : [],
      ),
    );
  } catch {
    return undefined;
  }
}
