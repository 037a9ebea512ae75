import type { Messages } from "../messages/index.ts";
import type { Recorded, RecordedWorld } from "../session/recorded.ts";
import type { Selection } from "../session/selection.ts";
import type { Worlds } from "../session/worlds.ts";
import type { Context } from "../view.ts";
import type { MenuItem } from "./menu.ts";
import {
  copyText,
  download,
  fileName,
  linkTo,
  manifestOf,
  saveScenario,
  showCitation,
} from "./saving.ts";

/** What sharing needs of the page. */
interface SharingParts {
  readonly worlds: Worlds;
  readonly selection: Selection;
  readonly contextOf: () => Context;
  readonly tell: (text: string) => void;
  /** What is shown; null where nothing is to be shared. */
  readonly recordNow: () => Recorded | null;
}

/** The ways out of the page: before a class, as a link, a scenario, a manifest, a citation. */
export function createSharing(parts: SharingParts): (t: Messages) => readonly MenuItem[] {
  const { worlds, selection, contextOf, tell, recordNow } = parts;

  const copyLink = async (recorded: Recorded): Promise<void> => {
    const hash = await linkTo(recorded);
    const { t } = contextOf();
    if (hash === null) {
      tell(t.links.tooLarge);
      return;
    }
    window.history.replaceState(null, "", `${location.pathname}${location.search}${hash}`);
    tell((await copyText(location.href)) ? t.links.copied : t.links.copyFailed);
  };
  const saveManifest = async (recorded: Recorded): Promise<void> =>
    download(
      fileName(recorded.a, ".json"),
      await manifestOf(recorded, worlds.of("A")),
      "application/json",
    );
  const withRecord = (act: (recorded: Recorded) => Promise<unknown>) => (): void => {
    const recorded = recordNow();
    if (recorded !== null) void act(recorded);
  };

  return ({ links: t, present }) => [
    {
      id: "present",
      icon: "present",
      name: present.start,
      hint: present.startHint,
      act: () => selection.set({ isPresenting: true }),
    },
    {
      id: "link",
      icon: "link",
      name: t.copyLink,
      hint: t.copyLinkHint,
      act: withRecord(copyLink),
    },
    {
      id: "scenario",
      icon: "save",
      name: t.saveScenario,
      hint: t.saveScenarioHint,
      act: withRecord((recorded) =>
        saveScenario(worlds.edited, shownWorld(recorded), contextOf()).then(tell),
      ),
    },
    {
      id: "manifest",
      icon: "file",
      name: t.saveManifest,
      hint: t.saveManifestHint,
      act: withRecord(saveManifest),
    },
    {
      id: "cite",
      icon: "quote",
      name: t.cite,
      hint: t.citeHint,
      act: withRecord((recorded) => showCitation(recorded, contextOf())),
    },
  ];
}

const shownWorld = (recorded: Recorded): RecordedWorld =>
  recorded.edited === "B" && recorded.b !== null ? recorded.b : recorded.a;
