import { html, Html, type Part } from "./html.ts";
import type { Voice } from "./words.ts";

const STYLE = `
:root{color-scheme:light;--ink:#1b1f24;--muted:#57606a;--rule:#e1e5ea;--panel:#f4f6f8;--link:#0b5cad}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px 20px 64px;max-width:1000px;font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:#fff}
h1{font-size:1.9rem;line-height:1.2;margin:.2em 0}h2{margin:2.2em 0 .4em;padding-top:.6em;border-top:2px solid var(--ink)}h3{margin:1.8em 0 .3em}
p{max-width:72ch}.lead{font-size:1.1rem}.muted{color:var(--muted)}code{font-size:.9em;overflow-wrap:anywhere}a{color:var(--link)}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.92rem;margin:.6em 0}caption{text-align:left;color:var(--muted)}
th,td{padding:5px 10px;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}th{background:var(--panel)}td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
figure{margin:1.2em 0;break-inside:avoid}figcaption{font-size:.92rem;max-width:72ch}svg{width:100%;height:auto;display:block}
svg text{font:12px system-ui,sans-serif;fill:var(--muted)}.grid{stroke:#edf0f3}.zero{stroke:var(--ink);stroke-width:1.2}.margin{fill:#e8eaed}
.span{stroke:#004488;stroke-width:2.5}.full{fill:#004488}.hollow{fill:#fff;stroke:#004488;stroke-width:2}.seed{fill:none;stroke:#8b949e;stroke-width:.7;opacity:.6}.dot{fill:#8b949e}.mean{stroke:#d6006c;stroke-width:3.5}.bar{fill:#004488}.bar.away{fill:#994455}
td:first-child code{white-space:nowrap}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:.3em 0}.legend svg{display:inline;width:auto;height:10px}
.part{stroke:#fff}.part.p0{fill:#26735b}.part.p1{fill:#997700}.part.p2{fill:#8f4a58}svg .part-label{fill:#fff}.equal{stroke:#8b949e;stroke-dasharray:4 4}svg text.named{fill:var(--ink)}
.verdict{font-weight:600;border:1.5px solid currentColor;border-radius:4px;padding:1px 8px;white-space:nowrap}.supported{color:#1a6b43}.refuted{color:#a02402}.inconclusive{color:#57606a}
details{font-size:.9rem;margin:.3em 0}summary{cursor:pointer;color:var(--link)}
.print{display:none}
@media print{body{max-width:none;padding:0}details{display:none}.print{display:block}.scroll{overflow:visible}table{font-size:8.5pt}th,td{padding:2px 5px}td.number,td:first-child code{white-space:normal}h2{break-after:avoid}}
`;

/** A whole report in one file that fetches nothing and runs nothing. */
export function pageOf(title: string, body: Part, voice: Voice): string {
  const head = html`<meta charset="utf-8" />
    <meta name="viewport" content="width=device-width,initial-scale=1" />
    <meta
      http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    />
    <title>${title}</title>
    <style>
      ${new Html(STYLE)}
    </style>`;
  return `<!doctype html>\n${
    html`<html lang="${voice.language}">
      <head>
        ${head}
      </head>
      <body>
        ${body}
      </body>
    </html>`.text
  }\n`;
}
