import { parametersIn, walkSchema } from "../controls/parameters.ts";
import { createChoices } from "../controls/choices.ts";
import { h, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import { inLanguage } from "../messages/index.ts";
import type { Json } from "../../workers/protocol.ts";
import { type SessionState, withLayer } from "../session/state.ts";
import type { SwitchId } from "../../sim/index.ts";
import type { Context, Letter, Scene, View } from "../view.ts";
import { type Differing, differing } from "./differing.ts";

/** Two worlds: how they begin, what differs in them, where they part. */
export function createWorldsPanel(root: HTMLElement, context: Context): View {
  const { t, worlds } = context;
  const words = t.worlds;
  const single = h("div", { class: "worlds-single" });
  const paired = h("div", { class: "worlds-paired" });
  root.append(h("h2", {}, words.title), h("p", { class: "muted" }, words.sentence), single, paired);
  const showSingle = createSingle(single, context);
  const showPaired = createPaired(paired, context);
  return (scene) => {
    const isPaired = worlds.letter !== null;
    single.hidden = isPaired;
    paired.hidden = !isPaired;
    if (isPaired) showPaired(scene);
    else showSingle(scene);
  };
}

/** One world: a button to compare it, and everything that can be taken away at once. */
function createSingle(root: HTMLElement, { t, language, worlds, player }: Context): View {
  const words = t.worlds;
  const list = h("div", { class: "knock-outs" });
  const begin = h(
    "button",
    {
      class: "button primary",
      attributes: { type: "button" },
      on: { click: () => void worlds.open() },
    },
    icon("compare"),
    words.begin,
  );
  root.append(
    h("div", { class: "notice-actions" }, begin),
    h("p", { class: "muted small" }, words.beginHint),
    h("h3", {}, words.knockOutTitle),
    h("p", { class: "muted small" }, words.knockOutHint),
    list,
  );
  return ({ state }) => {
    if (list.hasChildNodes()) return;
    list.append(
      ...(state.description?.switches ?? []).map(({ id, label }) =>
        h(
          "button",
          {
            class: "button outlined",
            attributes: { type: "button", "data-without": id },
            on: {
              click: () => {
                const at = player.holdForChange();
                void worlds.open(({ layers, changes, off }) =>
                  withLayer(layers, {
                    at,
                    set: changes,
                    off: [...new Set([...off, id])] as SwitchId[],
                  }),
                );
              },
            },
          },
          words.without(inLanguage(label, language)),
        ),
      ),
    );
  };
}

/** Two worlds: which is edited, the list of what differs, the first divergence. */
function createPaired(root: HTMLElement, context: Context): View {
  const { t, format, language, worlds, partings, player } = context;
  const words = t.worlds;
  const edit = createChoices(
    words.editing,
    (["A", "B"] as const).map((letter) => [letter, words.world(letter), words.edit(letter)]),
    worlds.letter ?? "B",
    (letter) => worlds.edit(letter === "A" ? "A" : "B"),
  );
  const keep = (letter: Letter): HTMLElement =>
    h(
      "button",
      {
        class: "button outlined",
        attributes: { type: "button", "data-keep": letter },
        on: { click: () => worlds.keep(letter) },
      },
      words.keep(letter),
    );
  const progress = h("p", { class: "muted small", attributes: { role: "status" } });
  const body = h("tbody");
  const table = h(
    "table",
    { class: "differing" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        ...[words.columnSetting, words.columnA, words.columnB].map((name) =>
          h("th", { attributes: { scope: "col" } }, name),
        ),
        h("td"),
      ),
    ),
    body,
  );
  const nothing = h("p", { class: "muted" }, words.differsNothing);
  const parting = h("div", { class: "parting" });
  const apart = h("p", { class: "muted small" });
  root.append(
    h("div", { class: "editing" }, h("span", { class: "muted small" }, words.editing), edit),
    progress,
    h("h3", {}, words.differs),
    nothing,
    table,
    h("h3", {}, words.parting),
    parting,
    apart,
    h("div", { class: "notice-actions" }, keep("A"), keep("B")),
  );
  const start = (scene: Scene): string => scene.history.opened.start;
  let key = "";
  let partingKey: unknown = null;

  const list = (scene: Scene, a: SessionState, b: SessionState): void => {
    const found = differing(a, b);
    nothing.hidden = found.length > 0;
    table.hidden = found.length === 0;
    const labels = labelsOf(a, language);
    body.replaceChildren(...found.map((each) => row(each, scene, labels)));
  };
  const row = (each: Differing, scene: Scene, labels: ReadonlyMap<string, string>): HTMLElement => {
    const name = nameOf(each, labels, scene.state);
    const since =
      each.since === 0
        ? words.fromStart
        : words.since(format.quarter(start(scene), each.since + 1));
    const cell = (value: Json): HTMLElement => h("td", {}, shown(value, each));
    return h(
      "tr",
      {
        attributes: { "data-differs": each.kind === "value" ? each.id : `${each.kind} ${each.id}` },
      },
      h(
        "th",
        { attributes: { scope: "row" } },
        name,
        each.kind === "value" || each.kind === "switch"
          ? h("span", { class: "muted small" }, since)
          : null,
      ),
      cell(each.a),
      cell(each.b),
      h("td", {}, undoOf(each, name)),
    );
  };
  const nameOf = (
    { kind, id }: Differing,
    labels: ReadonlyMap<string, string>,
    { description }: SessionState,
  ): string => {
    if (kind === "scenario") return words.scenario;
    if (kind === "seed") return words.seed;
    if (kind === "value") return labels.get(id) ?? id;
    const known = description?.switches.find((each) => each.id === id);
    return known ? inLanguage(known.label, language) : id;
  };
  const shown = (value: Json, { kind }: Differing): string => {
    if (kind === "switch") return value === true ? words.on : words.off;
    if (kind === "scenario") return t.presets[String(value)] ?? String(value);
    if (typeof value === "number") return format.plain(value);
    if (Array.isArray(value)) return value.map((each) => format.plain(Number(each))).join(" · ");
    if (typeof value === "boolean") return value ? t.yes : t.no;
    return value === null ? "–" : String(value);
  };
  /** Takes a change of B back, so that it is as in A again. */
  const undoOf = ({ kind, id }: Differing, name: string): HTMLElement | null => {
    if (kind !== "value" && kind !== "switch") return null;
    const undo = (): void => {
      const [a, b] = [worlds.of("A"), worlds.of("B")];
      const at = player.holdForChange();
      const value = a.state.changes[id];
      if (kind === "switch") void b.toggle(id, at);
      else if (value === undefined) void b.release(id, at);
      else void b.change({ [id]: value }, at);
    };
    return h(
      "button",
      {
        class: "button square",
        attributes: { type: "button", "aria-label": words.same(name), title: words.same(name) },
        on: { click: undo },
      },
      icon("undo"),
    );
  };
  const showParting = (scene: Scene): void => {
    const { state } = partings;
    if (state === partingKey) return;
    partingKey = state;
    if (state === null || state.kind === "waiting") {
      parting.replaceChildren(h("p", { class: "muted" }, words.partingWaits));
    } else if (state.kind === "unknown") {
      parting.replaceChildren(h("p", {}, words.partingUnknown));
    } else if (state.compared.step === null) {
      parting.replaceChildren(h("p", { class: "parting-place" }, words.partingSame));
    } else {
      const { step, told } = state.compared;
      const [place = "", ...things] = told[language];
      const at = Math.max(0, step);
      parting.replaceChildren(
        h("p", { class: "parting-place" }, place),
        h(
          "button",
          {
            class: "button text",
            attributes: { type: "button" },
            on: { click: () => player.seek(at) },
          },
          words.go(format.quarter(start(scene), at)),
        ),
        h("ul", {}, ...things.slice(0, MOST_TOLD).map((thing) => h("li", {}, thing.trim()))),
      );
    }
  };
  return (scene) => {
    const [a, b] = [worlds.of("A").state, worlds.of("B").state];
    for (const input of edit.querySelectorAll("input"))
      input.checked = input.value === worlds.letter;
    const next = JSON.stringify([a.layers, b.layers, a.source, b.source, a.seed, b.seed]);
    if (next !== key) {
      key = next;
      list(scene, a, b);
    }
    showParting(scene);
    const { state } = partings;
    const known = state?.kind === "known" && state.compared.step !== null ? state.compared : null;
    const share = known?.differing[scene.step];
    const visible = known?.visible[scene.step];
    apart.hidden = share === undefined || visible === undefined;
    setText(apart, words.apart(format.percent(share ?? 0), format.percent(visible ?? 0)));
    const slow = (
      [
        ["A", a],
        ["B", b],
      ] as const
    ).find(
      ([
        ,
        {
          progress: { kind },
        },
      ]) => kind === "computing" || kind === "opening",
    );
    const { history } = slow?.[1] ?? {};
    const share0 = history ? history.frames.length / (history.opened.steps + 1) : 0;
    setText(progress, slow ? words.computing(slow[0], format.percent(share0)) : "");
  };
}

/** Most things that are told of one parting. */
const MOST_TOLD = 6;

/** What settings are called, by path. */
function labelsOf(state: SessionState, language: "fr" | "en"): ReadonlyMap<string, string> {
  const { description, scenario } = state;
  if (description === null || scenario === null) return new Map();
  return new Map(
    parametersIn(walkSchema(description.schema, scenario)).map(({ path, label }) => [
      path,
      inLanguage(label, language),
    ]),
  );
}
