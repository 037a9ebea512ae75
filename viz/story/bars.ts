import { h, setText } from "../dom.ts";

/** One line of a balance: its name, what it adds, and how that is written. */
export interface BarLine {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly text: string;
  /** What else may be said of it. */
  readonly hint?: string;
}

const NAMED: ReadonlySet<string> = new Set(["coercive", "mimetic", "normative"]);

/** Signed bars around zero with their figures, and a sum under them. */
export interface Bars {
  readonly root: HTMLElement;
  /** @param most the longest bar that the scale has room for */
  show(lines: readonly BarLine[], sum: readonly BarLine[], most: number): void;
}

/** @param ends what bars to the left and to the right mean, where they have names */
export function createBars(ends?: readonly [string, string]): Bars {
  const rest = h("div");
  const head =
    ends &&
    h(
      "div",
      { class: "ledger-head", attributes: { "aria-hidden": "true" } },
      h("span"),
      h("div", {}, h("span", {}, `◂ ${ends[0]}`), h("span", {}, `${ends[1]} ▸`)),
      h("span"),
    );
  const root = h("div", { class: "bars" }, head, rest);
  let key = "";
  let rows: { readonly bar: HTMLElement | null; readonly value: HTMLElement }[] = [];
  const build = (lines: readonly BarLine[], sum: readonly BarLine[]): void => {
    rows = [];
    rest.replaceChildren(
      ...[...lines, ...sum].map(({ id, name, hint }, at) => {
        const isSum = at >= lines.length;
        const value = h("output");
        const kind = NAMED.has(id) ? `bar hatched ${id}` : id === "residual" ? "bar open" : "bar";
        const bar = isSum ? null : h("div", { class: kind });
        rows.push({ bar, value });
        return h(
          "div",
          { class: isSum ? "ledger-row sum" : "ledger-row", attributes: { "data-line": id } },
          h("span", { class: "plain", attributes: { title: hint } }, name),
          bar && h("div", { class: "bar-track", attributes: { "aria-hidden": "true" } }, bar),
          value,
        );
      }),
    );
  };
  return {
    root,
    show(lines, sum, most) {
      const all = [...lines, ...sum];
      const wanted = all.map(({ id, name }) => `${id}${name}`).join();
      if (wanted !== key) {
        key = wanted;
        build(lines, sum);
      }
      all.forEach(({ value: amount, text }, at) => {
        const row = rows[at];
        if (!row) return;
        setText(row.value, text);
        row.value.dataset["value"] = String(amount);
        if (row.bar === null) return;
        const share = Math.min(1, Math.abs(amount) / (most || 1)) * 50;
        row.bar.hidden = share < 0.1;
        row.bar.style.width = `${share}%`;
        row.bar.style.marginLeft = amount < 0 ? `${-share}%` : "0";
      });
    },
  };
}
