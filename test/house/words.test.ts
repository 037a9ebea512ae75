import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { build, type Plugin } from "vite";
import { schemaInDocument } from "../../scripts/schema-words.mjs";
import { wordsInDocument } from "../../scripts/words.mjs";
import { MECHANISMS, scenarioSchema, SWITCHES } from "../../sim/index.ts";
import { MESSAGES } from "../../viz/messages/index.ts";
import { ROOT } from "../support/sources.ts";

// Building the page takes words out of its program; what is said and what is computed must be what the sources say.

/** A module as the page's build makes it, loaded. */
async function built(path: string, plugin: Plugin): Promise<Record<string, unknown>> {
  const results = await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    plugins: [plugin],
    build: {
      write: false,
      target: "es2022",
      rollupOptions: {
        input: join(ROOT, path),
        preserveEntrySignatures: "strict",
        output: { format: "es" },
      },
    },
  });
  const [result] = Array.isArray(results) ? results : [results];
  const [chunk] = result !== undefined && "output" in result ? result.output : [];
  if (chunk?.type !== "chunk") throw new Error(`${path} was not built`);
  const url = `data:text/javascript,${encodeURIComponent(chunk.code)}`;
  return (await import(/* @vite-ignore */ url)) as Record<string, unknown>;
}

/** Every text, and what every phrase says of five numbers, by its path in order. */
function sayings(value: unknown, path = ""): string[] {
  if (typeof value === "function") {
    const phrase = value as (...given: string[]) => string;
    return [`${path}(): ${outcome(() => phrase("1", "2", "3", "4", "5"))}`];
  }
  if (typeof value !== "object" || value === null) return [`${path}: ${String(value)}`];
  return Object.entries(value)
    .flatMap(([key, part]) => sayings(part, `${path}.${key}`))
    .sort();
}

function outcome(say: () => string): string {
  try {
    return say();
  } catch (error) {
    return String(error); // one that wants an object: it must want the same
  }
}

test("the built page says word for word what its messages say", async () => {
  const plugin = wordsInDocument();
  let words = "";
  onTestFinished(() => void vi.unstubAllGlobals());
  vi.stubGlobal("document", { getElementById: () => ({ textContent: words }) });
  const taken: Plugin = {
    name: "taken",
    async generateBundle() {
      const write = plugin.transformIndexHtml as unknown as () => { readonly children: string }[];
      words = write()[0]?.children ?? "";
    },
  };
  const messages = await built("viz/messages/index.ts", { ...plugin, ...taken });

  expect(words.length).toBeGreaterThan(50_000);
  expect(sayings(messages["MESSAGES"])).toEqual(sayings(MESSAGES));
});

test("without the words of its parameters the model has the same defaults and the same names", async () => {
  const model = await built("sim/index.ts", schemaInDocument);
  const schema = model["scenarioSchema"] as typeof scenarioSchema;
  expect(schema.parse({})).toEqual(scenarioSchema.parse({}));
  const named = (each: unknown): unknown =>
    (each as typeof SWITCHES).map(({ id, label }) => ({ id, label }));
  expect(named(model["SWITCHES"])).toEqual(named(SWITCHES));
  expect(named(model["MECHANISMS"])).toEqual(named(MECHANISMS));
});
