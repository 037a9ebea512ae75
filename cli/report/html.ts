/** Markup that is safe to put on the page as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes: markup as it is, words and numbers escaped, lists one after the other, nothing for undefined. */
export type Part = Html | string | number | undefined | readonly Part[];

/** Markup with its parts put in: everything that is no markup itself is escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = strings.reduce(
    (whole, string, index) => whole + string + (index < parts.length ? textOf(parts[index]) : ""),
    "",
  );
  return new Html(text);
}

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (part === undefined) return "";
  if (typeof part === "number") return String(part);
  if (typeof part === "string") return escaped(part);
  return part.map(textOf).join("");
}

const NAMES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Control characters show as a replacement: files may hold any. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/g, (sign) => NAMES[sign] ?? sign)
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd");

/** A table with a heading for each column; numbers stand right. */
export function table(
  heads: readonly Part[],
  rows: readonly (readonly Part[])[],
  caption?: Part,
): Html {
  const cell = (part: Part): Html =>
    typeof part === "number" || part instanceof Numeral
      ? html`<td class="number">${part instanceof Numeral ? part.shown : part}</td>`
      : html`<td>${part}</td>`;
  return html`<div class="scroll">
    <table>
      ${
        caption === undefined
          ? undefined
          : html`<caption>
              ${caption}
            </caption>`
      }
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map(cell)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A number as it is shown, which a table sets like a number. */
export class Numeral extends Html {
  get shown(): Html {
    return new Html(this.text);
  }
}
