import { CITATION, SHIPPED } from "../bundled.ts";
import { showDialog } from "../charts/table.ts";
import { h } from "../dom.ts";
import { MESSAGES } from "../messages/index.ts";
import { writeLink } from "../session/link.ts";
import { pack } from "../session/packing.ts";
import { type Recorded, type RecordedWorld } from "../session/recorded.ts";
import type { Session } from "../session/state.ts";
import type { Context } from "../view.ts";

/** Own texts, packed once each. */
const packed = new Map<string, string>();

/** The link to what is recorded, from # on; null where an own scenario is too large for it. */
export async function linkTo(recorded: Recorded): Promise<string | null> {
  for (const world of [recorded.a, recorded.b]) {
    const text = world?.text ?? null;
    if (text !== null && !packed.has(text)) packed.set(text, await pack(text));
  }
  return writeLink(recorded, packed);
}

/** Gives a text to be saved as a file. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = h("a", { attributes: { href: url, download: name } });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name for a file about a world: its scenario and seed, in letters that every disk takes. */
export function fileName({ source, seed }: RecordedWorld, ending: string): string {
  const plain = `${source.replace(/\.(ya?ml|json)$/i, "")}-${seed}`;
  return `${plain.replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 80)}${ending}`;
}

/** Saves the edited world's scenario with what was changed in it, and says what of it a scenario cannot hold. */
export async function saveScenario(
  session: Session,
  world: RecordedWorld,
  { t, announce }: Context,
): Promise<string> {
  const { source, text, layers } = world;
  const words = t.links;
  const off = layers.at(-1)?.off ?? [];
  const flags = off.map((id) => `--off ${id}`).join(" ");
  const isLater = layers.length > 1;
  const request = {
    name: source,
    files: text === null ? SHIPPED : { ...SHIPPED, [source]: text },
    isShipped: text === null,
    label: { en: MESSAGES.en.links.byHand, fr: MESSAGES.fr.links.byHand },
    remarks: [
      words.remarkSaved(session.state.description?.model ?? ""),
      ...(off.length > 0 ? [words.remarkOff(flags)] : []),
    ],
  };
  let written = await session.write(request);
  if (written !== null && isLater && !written.isSameRun)
    written = await session.write({ ...request, remarks: [...request.remarks, words.remarkLater] });
  if (written === null) return words.notSaved;
  const name = fileName(world, ".yaml");
  download(name, written.text, "application/yaml");
  const said = [
    words.saved(name),
    written.isSameRun && off.length === 0 ? words.savedSame : "",
    written.isSameRun ? "" : words.savedOther,
    off.length > 0 ? words.savedOff(off.join(", ")) : "",
    written.isKept ? "" : words.savedBare,
  ];
  announce(words.saved(name));
  return said.filter((part) => part !== "").join(" ");
}

/** All it takes to repeat what is shown, as JSON. */
export async function manifestOf(recorded: Recorded, session: Session): Promise<string> {
  const hash = await linkTo(recorded);
  const { history, scenario } = session.state;
  const worldOf = ({ source, text, seed, layers, cited }: RecordedWorld): object => ({
    scenario: source,
    ...(text === null ? {} : { text }),
    seed,
    layers: layers.map(({ at, set, off }) => ({ from: at === 0 ? "start" : at + 1, set, off })),
    digest: cited?.digest ?? null,
    marks: cited?.marks ?? [],
  });
  const manifest = {
    ironcage: CITATION.version,
    model: recorded.model,
    kind: "page",
    scenarioHash: history?.opened.scenarioHash ?? null,
    start: scenario?.run.start ?? null,
    steps: history?.opened.steps ?? null,
    step: recorded.step,
    a: worldOf(recorded.a),
    b: recorded.b === null ? null : worldOf(recorded.b),
    view: recorded.view,
    language: recorded.language,
    link: hash === null ? null : addressOf(hash),
    citation: citationOf(recorded.a, recorded, hash),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const addressOf = (hash: string): string => `${location.origin}${location.pathname}${hash}`;

/** A BibTeX entry for one run: the facts of the citation file, then what makes it this run. */
function citationOf(world: RecordedWorld, { model }: Recorded, hash: string | null): string {
  const { title, version, released, authors } = CITATION;
  const changed = world.layers.some(
    ({ set, off }) => Object.keys(set).length > 0 || off.length > 0,
  );
  const facts = [
    `model ${model}`,
    `scenario ${world.source}${changed ? " with changes" : ""}`,
    `seed ${world.seed}`,
    ...(world.cited === null ? [] : [`digest ${world.cited.digest}`]),
  ];
  const fields: readonly (readonly [string, string])[] = [
    ["author", authors.map((name) => `{${name}}`).join(" and ")],
    ["title", `{${title}}`],
    ["version", version],
    ["date", released],
    ["year", released.slice(0, 4)],
    ["note", facts.map(escaped).join(", ")],
    ...(hash === null ? [] : [["url", addressOf(hash)] as const]),
  ];
  const key = `ironcage-${version}-${world.seed.replace(/[^A-Za-z0-9]+/g, "-")}`;
  const lines = fields.map(([name, value]) => `  ${name} = {${value}},`);
  return `@software{${key},\n${lines.join("\n")}\n}\n`;
}

const escaped = (text: string): string => text.replace(/[&%$#_{}]/g, (sign) => `\\${sign}`);

/** Shows the citation, to be copied. */
export async function showCitation(recorded: Recorded, { t }: Context): Promise<void> {
  const world = recorded.edited === "B" && recorded.b !== null ? recorded.b : recorded.a;
  const text = citationOf(world, recorded, await linkTo(recorded));
  const words = t.links;
  const said = h("span", { class: "muted small", attributes: { role: "status" } });
  const copy = h(
    "button",
    {
      class: "button primary",
      attributes: { type: "button" },
      on: {
        click: () =>
          void copyText(text).then((isCopied) =>
            said.replaceChildren(isCopied ? words.textCopied : ""),
          ),
      },
    },
    words.copyText,
  );
  showDialog(
    words.citeTitle,
    t,
    h("p", { class: "muted dialog-lead" }, words.citeText),
    h("pre", { class: "citation" }, text),
    h("div", { class: "notice-actions" }, copy, said),
  );
}

/** Copies a text; false where the browser does not let it. */
export async function copyText(text: string): Promise<boolean> {
  const { clipboard } = navigator as Partial<Navigator>; // undefined on insecure addresses
  try {
    await clipboard?.writeText(text);
    return clipboard !== undefined;
  } catch {
    return false;
  }
}
