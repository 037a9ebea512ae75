import { join } from "node:path";
import type { Trial } from "../../experiments/hypotheses/compile.ts";
import { labelled } from "../../experiments/hypotheses/compile.ts";
import type { HypothesisFile } from "../../experiments/hypotheses/schema.ts";
import { findManifest, type Manifest } from "../store/manifest.ts";
import { lastOf, readRegistration, type Registered } from "./registration.ts";

/** Ids of the trials that a hypothesis has: its name, or its name and each version's. */
export const trialIds = ({ name, versions }: HypothesisFile): readonly string[] => {
  const ids = Object.keys(versions);
  return ids.length === 0 ? [name] : ids.map((version) => `${name}.${version}`);
};

/** The trials of a registered hypothesis that have begun, from their folders alone: its files need not be there any more. */
export function begunTrials(
  out: string,
  registered: Registered,
): readonly { readonly trial: Trial; readonly folder: string; readonly manifest: Manifest }[] {
  const { content } = lastOf(registered);
  return trialIds(content).flatMap((id) => {
    const folder = join(out, id);
    const manifest = findManifest(folder);
    if (manifest === undefined) return [];
    const { study } = manifest;
    const version = id === content.name ? null : id.slice(content.name.length + 1);
    return [
      {
        folder,
        manifest,
        trial: { id, name: content.name, version, content, study, ...labelled(content, study) },
      },
    ];
  });
}

/** Folders of all trials of a folder that have begun. */
export const begunFolders = (out: string): readonly string[] =>
  Object.values(readRegistration(out)).flatMap((registered) =>
    begunTrials(out, registered).map(({ folder }) => folder),
  );
