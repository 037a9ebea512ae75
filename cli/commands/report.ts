import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { outcomesAsked } from "../../experiments/files/outcomes.ts";
import { measuresRead } from "../../experiments/outcome.ts";
import { reasonOf } from "../disk.ts";
import { EXIT, Failure, StorageFailure } from "../failure.ts";
import { toStdout } from "../output.ts";
import { html, type Html, type Part } from "../report/html.ts";
import { pageOf } from "../report/page.ts";
import { pointName, readSample } from "../report/sample.ts";
import {
  designSection,
  DRAWN,
  fansSection,
  LEDGER,
  ledgerSection,
  provenanceSection,
} from "../report/sections.ts";
import { gradesOfFactors, groundSection, testGroundSection } from "../report/ground.ts";
import { pointsSection } from "../report/points.ts";
import { sensitivitySection } from "../report/sensitivity.ts";
import {
  type Entry,
  hypothesisSection,
  overview,
  type Verdicts,
  verdictsSection,
} from "../report/verdicts.ts";
import { COUNTED, type Language, said, type Voice, voiceOf } from "../report/words.ts";
import { analyse, readValues } from "../sensitivity/analysis.ts";
import { quoted } from "../shell.ts";
import { replaceFile } from "../store/files.ts";
import { readManifest } from "../store/manifest.ts";
import { takeStock } from "../store/store.ts";
import { counted } from "../counted.ts";

export interface ReportFlags {
  readonly language: Language;
  readonly json?: boolean;
}

/** Name of the file that the command writes into the folder. */
const FILE = "report.html";
const RESAMPLES = 1000;

/** `ironcage report DIR`: one page on a batch or on tests, that fetches nothing and prints well. */
export function reportCommand(folder: string, flags: ReportFlags): void {
  const path = writeReport(folder, flags.language);
  toStdout(flags.json === true ? `${JSON.stringify({ report: path })}\n` : `${path}\n`);
}

/**
 * Writes the page on a folder's batch or tests into the folder itself.
 * @returns its path
 */
export function writeReport(folder: string, language: Language): string {
  const voice = voiceOf(language);
  const page = existsSync(join(folder, "verdicts.json"))
    ? testReport(folder, voice)
    : batchReport(folder, voice);
  const path = join(folder, FILE);
  replaceFile(path, page);
  return path;
}

function batchReport(folder: string, voice: Voice): string {
  const manifest = readManifest(folder);
  const holdings = takeStock(folder, manifest, false);
  if (holdings.done < manifest.runs)
    throw new Failure(
      EXIT.runsFailed,
      `${folder}: ${holdings.done} of ${counted(manifest.runs, "run")} done; first: ironcage batch ${quoted(folder)}`,
    );
  const { study } = manifest;
  const asked = Object.values(study.outcomes ?? {}).flatMap(measuresRead);
  const wanted = [...new Set([...asked, ...DRAWN, ...LEDGER])];
  const sample = readSample(manifest, holdings, wanted, (point) => pointName(manifest, point));
  const isAnalysed = !["grid", "list"].includes(study.design.kind) && study.outcomes !== undefined;
  const sensitivity = isAnalysed
    ? sensitivitySection(
        analyse(manifest, holdings, outcomesAsked([], study, "--outcome"), RESAMPLES),
        gradesOfFactors(manifest),
        voice,
      )
    : undefined;
  const failed = voice.say(
    said(
      `${voice.counted(manifest.runs, ...COUNTED.run)}, ${voice.whole(holdings.failed)} of them failed.`,
      `${voice.counted(manifest.runs, ...COUNTED.run)}, dont ${voice.counted(holdings.failed, ...COUNTED.failed)}.`,
    ),
  );
  const title = `${manifest.experiment} · ${study.scenario.name}`;
  return pageOf(
    title,
    [
      titleOf(
        title,
        html`<p class="lead">${voice.say(study.scenario.description)}</p>
          <p>${failed}</p>`,
      ),
      designSection(manifest, voice),
      sensitivity,
      pointsSection(
        manifest,
        readValues(manifest, holdings, Object.values(study.outcomes ?? {})),
        voice,
      ),
      fansSection(sample, manifest.measures, voice),
      ledgerSection(sample, study.every, voice),
      groundSection(manifest, voice),
      provenanceSection(manifest, voice),
    ],
    voice,
  );
}

const titleOf = (title: string, rest: Part): Html =>
  html`<header>
    <p class="muted">Ironcage</p>
    <h1>${title}</h1>
    ${rest}
  </header>`;

function testReport(folder: string, voice: Voice): string {
  const verdicts = readVerdicts(folder);
  const title = voice.say(said("Tests of hypotheses", "Tests d’hypothèses"));
  const tallies = ["supported", "refuted", "inconclusive"].map(
    (word) => verdicts.hypotheses.filter(({ verdict }) => verdict === word).length,
  );
  const [supported = 0, refuted = 0, open = 0] = tallies;
  const lead = voice.say(
    said(
      `${voice.counted(verdicts.hypotheses.length, ...COUNTED.test)}: ${voice.counted(supported, ...COUNTED.supported)}, ${voice.counted(refuted, ...COUNTED.refuted)}, ${voice.counted(open, ...COUNTED.open)}.`,
      `${voice.counted(verdicts.hypotheses.length, ...COUNTED.test)} : ${voice.counted(supported, ...COUNTED.supported)}, ${voice.counted(refuted, ...COUNTED.refuted)}, ${voice.counted(open, ...COUNTED.open)}.`,
    ),
  );
  const details = verdicts.hypotheses.map(
    (entry) => html`${hypothesisSection(entry, voice)}${runsOf(folder, entry, voice)}`,
  );
  const manifests = verdicts.hypotheses.map((entry) => readManifest(join(folder, folderOf(entry))));
  const [first] = manifests;
  return pageOf(
    title,
    [
      titleOf(title, html`<p class="lead">${lead}</p>`),
      verdictsSection(verdicts, voice),
      overview(verdicts, voice),
      html`<h2>${voice.say(said("One by one", "Une à une"))}</h2>`,
      details,
      testGroundSection(manifests, voice),
      first === undefined ? undefined : provenanceSection(first, voice),
    ],
    voice,
  );
}

/** What the outcome's measures did over time at each level, without the control. */
function runsOf(folder: string, entry: Entry, voice: Voice): Html | undefined {
  const own = join(folder, folderOf(entry));
  const manifest = readManifest(own);
  const holdings = takeStock(own, manifest, false);
  const names = entry.treatment.levels.map(({ label }) => voice.say(label));
  const arms = entry.control === null ? 1 : 2;
  const nameOf = (point: number): string => {
    const level = names[Math.floor(point / arms)] ?? pointName(manifest, point);
    return point % arms === 0
      ? level
      : `${level}, ${voice.say(said("with the control", "avec le contrôle"))}`;
  };
  const sample = readSample(manifest, holdings, measuresRead(entry.outcome), nameOf);
  return fansSection(sample, manifest.measures, voice, 4);
}

/** The folder of a test's runs, which never leads out of the one that is reported. */
function folderOf({ folder }: Entry): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]*(\/[A-Za-z0-9][A-Za-z0-9_.-]*)?$/.test(folder)) return folder;
  throw new Failure(EXIT.mismatch, `verdicts.json: altered since it was written`);
}

function readVerdicts(folder: string): Verdicts {
  const path = join(folder, "verdicts.json");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new StorageFailure(`${path}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
  try {
    const verdicts = JSON.parse(text) as Verdicts;
    if (verdicts.format === 1 && Array.isArray(verdicts.hypotheses)) return verdicts;
  } catch {
    // cut or altered, as said below
  }
  throw new Failure(
    EXIT.mismatch,
    `${path}: cut or altered since it was written; ironcage test writes it anew`,
  );
}
