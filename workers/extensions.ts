import {
  extensionProblem,
  type ExtensionModule,
  extensionsOf,
  type LoadedExtensions,
} from "../experiments/extensions.ts";
import { type Problem, Refusal } from "../experiments/files/problem.ts";
import { sha256Hex } from "../sim/index.ts";

/** The text of a module from outside. */
export interface ModuleText {
  readonly name: string;
  readonly text: string;
}

/** Modules given from outside, loaded, with their texts, which children load again. */
export interface GivenExtensions extends LoadedExtensions {
  readonly texts: readonly ModuleText[];
}

/**
 * Loads modules of a user's own: code that is trusted like any script that its user runs. Each is loaded from its text,
 * so that what runs is what was hashed, wherever the file lies and whatever becomes of it; for the same reason it
 * cannot import other files.
 * @throws {Refusal} naming each file that does not load, or is not of the shape asked for
 */
export async function loadExtensions(texts: readonly ModuleText[]): Promise<GivenExtensions> {
  const modules: ExtensionModule[] = [];
  const problems: Problem[] = [];
  for (const { name, text } of texts) {
    try {
      const url = `data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`;
      const exports = (await import(/* @vite-ignore */ url)) as ExtensionModule["exports"];
      modules.push({ name, sha256: sha256Hex(text), exports: { ...exports } });
    } catch (error) {
      problems.push(loadProblem(name, error));
    }
  }
  if (problems.length > 0) throw new Refusal(problems);
  return { ...extensionsOf(modules), texts };
}

function loadProblem(name: string, error: unknown): Problem {
  const { message, name: kind, code } = { code: "", ...(error as Error), ...wordsOf(error) };
  const isImport =
    /^Failed to resolve module|Invalid relative URL/.test(message) || code === "ERR_INVALID_URL";
  if (isImport) {
    const wanted = /specifier "([^"]*)"/.exec(message)?.[1] ?? "another file";
    return extensionProblem(
      name,
      [],
      `import of ${wanted}`,
      "a module that imports no other file or package, as its hash is all that is kept of it; put all of it into one file",
    );
  }
  return extensionProblem(name, [], `${kind}: ${message}`, "an ES module that loads without error");
}

const wordsOf = (error: unknown): { readonly name: string; readonly message: string } =>
  error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: "Error", message: String(error) };
