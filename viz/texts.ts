import type { Json } from "../workers/protocol.ts";

/** Texts that came with the document, by path from the project's root: shipped scenarios and the citation. */
export const TEXTS = read("texts") as Readonly<Record<string, string>>;

/** The scenario's JSON Schema, which came with it too: what can be set, its labels, ranges and sources. */
export const SCHEMA = read("schema");

function read(id: string): Json {
  return JSON.parse(document.getElementById(id)?.textContent ?? "{}") as Json;
}
