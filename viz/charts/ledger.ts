import { freshId, h, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import { inLanguage } from "../messages/index.ts";
import type { Context, Scene, View } from "../view.ts";
import { createChoices } from "../controls/choices.ts";
import { type Absence, createAbsence, effectOf } from "./absence.ts";
import { createFigure } from "./figure.ts";
import { ledgerBetween, lineIds, longestBar, type Vector } from "./ledger-lines.ts";

/** Mechanisms with a colour and a hatch of their own: the three isomorphisms. */
const NAMED = new Set(["coercive", "mimetic", "normative"]);
const DIGITS = 4;

interface Row {
  readonly id: string;
  readonly bar: HTMLElement;
  readonly value: HTMLElement;
  readonly name: HTMLElement;
  readonly box: HTMLInputElement | null;
  readonly absence: Absence | null;
}

/**
 * Who drew the associations together: signed contributions to the change of dispersion, the residual
 * always shown, each mechanism with a box to do without it.
 */
export function createLedger(root: HTMLElement, context: Context): View {
  const { t, format, language, session, player } = context;
  let scene: Scene | null = null;
  let vector: Vector = "practice";
  let isCumulated = true;
  let rows: readonly Row[] = [];
  let key = "";
  let scaleKey = "";
  let longest = 1;

  const figure = createFigure(context, {
    title: t.ledger,
    sentence: t.ledgerSentence,
    table: () => (scene ? tableOf(scene) : null),
    isText: true,
  });
  figure.root.classList.add("accounts");
  const redraw = (): void => {
    if (scene) draw(scene);
  };
  const span = createChoices(
    t.ledger,
    [
      ["since", t.ledgerSince],
      ["step", t.ledgerStep],
    ],
    "since",
    (choice) => {
      isCumulated = choice === "since";
      redraw();
    },
  );
  const of = createChoices(
    t.ledgerOf,
    [
      ["practice", t.ledgerPractice],
      ["display", t.ledgerDisplay],
    ],
    "practice",
    (choice) => {
      vector = choice === "display" ? "display" : "practice";
      redraw();
    },
  );
  const list = h("div");
  const change = h("output");
  const head = h(
    "div",
    { class: "ledger-head", attributes: { "aria-hidden": "true" } },
    h("span"),
    h("div", {}, h("span", {}, `◂ ${t.ledgerCloser}`), h("span", {}, `${t.ledgerApart} ▸`)),
    h("span"),
  );
  const sum = h(
    "div",
    { class: "ledger-row sum" },
    h("span", { class: "plain" }, t.change),
    change,
  );
  // the rows hold boxes to tick, so the plot itself is no image here
  const note = h("p", { class: "muted small" }, t.charts.absentNote, " ", icon("dice"));
  figure.plot.replaceWith(h("div", { class: "ledger-tools" }, of, span), head, list, sum, note);
  root.append(figure.root);

  const nameOf = (id: string): string => {
    if (id === "composition") return t.composition;
    if (id === "residual") return t.residual;
    const mechanism = session.state.description?.mechanisms.find((known) => known.id === id);
    return mechanism ? inLanguage(mechanism.label, language) : id;
  };

  const build = (ids: readonly string[]): void => {
    const switchable = new Set(session.state.description?.switches.map(({ id }) => id));
    rows = [...ids, "residual"].map((id) => {
      const kind = NAMED.has(id) ? `bar hatched ${id}` : id === "residual" ? "bar open" : "bar";
      const bar = h("div", { class: kind });
      const value = h("output");
      const name = h("span", {}, nameOf(id));
      const isSwitch = switchable.has(id);
      const box = isSwitch ? createBox(id) : null;
      const absence = isSwitch ? createAbsence(id, nameOf(id), context) : null;
      return { id, bar, value, name, box, absence };
    });
    list.replaceChildren(
      ...rows.map(({ id, bar, value, name, box, absence }) => {
        const hint =
          id === "composition" ? t.compositionHint : id === "residual" ? t.residualHint : undefined;
        const label = box
          ? h("label", {}, box, name)
          : h("span", { class: "plain", attributes: { title: hint } }, name);
        const track = h(
          "div",
          { class: "bar-track", attributes: { "aria-hidden": "true" } },
          bar,
          absence?.mark,
        );
        return h(
          "div",
          { class: "ledger-row", attributes: { "data-line": id } },
          label,
          track,
          value,
          absence?.button,
          absence?.words,
        );
      }),
    );
  };

  const createBox = (id: string): HTMLInputElement =>
    h("input", {
      attributes: { type: "checkbox", id: freshId(), "aria-label": t.switchOff(nameOf(id)) },
      on: { change: () => void session.toggle(id, player.holdForChange()) },
    });

  const draw: View = (next) => {
    scene = next;
    const { history, step, state, version } = next;
    const ids = lineIds(history, vector);
    if (key !== ids.join()) {
      key = ids.join();
      build(ids);
    }
    const wanted = `${version} ${vector} ${isCumulated}`;
    if (wanted !== scaleKey) {
      scaleKey = wanted;
      longest = longestBar(history, vector, isCumulated);
    }
    const ledger = ledgerBetween(history, vector, isCumulated ? 0 : Math.max(0, step - 1), step);
    const values = new Map(ledger.lines.map(({ id, value }) => [id, value]));
    const effects = new Map(rows.map(({ id }) => [id, effectOf(next, id, vector)]));
    const reach = Math.max(
      longest,
      ...[...effects.values()].flatMap((effect) =>
        effect ? [Math.abs(effect.low), Math.abs(effect.high)] : [],
      ),
    );
    for (const { id, bar, value, name, box, absence } of rows) {
      absence?.show(next, effects.get(id) ?? null, reach);
      const amount = id === "residual" ? ledger.residual : (values.get(id) ?? NaN);
      const share = Math.min(1, Math.abs(amount) / reach) * 50;
      bar.hidden = share < 0.1;
      bar.style.width = `${share}%`;
      bar.style.marginLeft = amount < 0 ? `${-share}%` : "0";
      setText(value, id === "residual" ? format.scientific(amount) : format.signed(amount, DIGITS));
      value.dataset["value"] = String(amount);
      const isOff = state.off.has(id);
      name.classList.toggle("off", isOff);
      if (box && document.activeElement !== box) box.checked = !isOff;
      else if (box) box.checked = !isOff;
    }
    setText(change, format.signed(ledger.change, DIGITS));
    change.dataset["value"] = String(ledger.change);
    figure.caption(
      t.ledgerCaption(
        format.quarter(history.opened.start, step),
        format.signed(ledger.change, DIGITS),
      ),
    );
  };

  const tableOf = ({ history, step }: Scene) => {
    const {
      lines,
      residual,
      change: total,
    } = ledgerBetween(history, vector, isCumulated ? 0 : Math.max(0, step - 1), step);
    const written = (id: string): string[] => {
      const effect = scene && effectOf(scene, id, vector);
      if (!effect) return ["", "", ""];
      return [effect.estimate, effect.low, effect.high].map((each) => format.signed(each, 6));
    };
    const numbers = (id: string): (number | string)[] => {
      const effect = scene && effectOf(scene, id, vector);
      return effect ? [effect.estimate, effect.low, effect.high, effect.n] : ["", "", "", ""];
    };
    const isAsked = lines.some(({ id }) => scene && effectOf(scene, id, vector) !== null);
    const { effect, low95, high95 } = t.charts;
    return {
      title: t.tableOf(`${t.ledger}, ${format.quarter(history.opened.start, step)}`),
      columns: [t.mechanism, t.contribution, ...(isAsked ? [effect, low95, high95] : [])],
      rows: [
        ...lines.map(({ id, value }) => [
          nameOf(id),
          format.signed(value, 6),
          ...(isAsked ? written(id) : []),
        ]),
        [t.residual, format.scientific(residual)],
        [t.change, format.signed(total, 6)],
      ],
      data: {
        columns: ["line", "contribution", "effect", "low95", "high95", "seeds"],
        rows: [
          ...lines.map(({ id, value }) => [id, value, ...numbers(id)]),
          ["residual", residual],
          ["change", total],
        ],
      },
    };
  };
  return draw;
}
