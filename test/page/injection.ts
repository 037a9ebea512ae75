import type { Page } from "playwright";

/** What an intruder could have run in the page. */
export interface Broken {
  /** Name of the attempt whose script ran; null where none did. */
  readonly broken: string | null;
  /** Attempts, by index, that were not stopped with an error though they can only be met so. */
  readonly unstopped: readonly number[];
}

/** Tries to run scripts in a page by a handler, by markup, by a script's text and by a worker's address. */
export async function brokenBy(page: Page): Promise<Broken> {
  const outcome = await page.evaluate(async () => {
    const stage = document.body.appendChild(document.createElement("button"));
    const script = document.createElement("script");
    const payload = (name: string): string => `document.body.dataset.broken = "${name}"`;
    const attempts: readonly (() => unknown)[] = [
      () => stage.setAttribute("onclick", payload("handler")),
      () => (stage.innerHTML = `<img src=x onerror='${payload("markup")}'>`),
      () => (script.text = payload("script")),
      () => new Worker("data:text/javascript,0"),
    ];
    const thrown = attempts.map((attempt) => {
      try {
        attempt();
        return "";
      } catch (error) {
        return error instanceof Error ? error.name : "other";
      }
    });
    stage.click();
    document.body.append(script);
    await new Promise((done) => setTimeout(done, 100));
    return { thrown, broken: document.body.dataset["broken"] ?? null };
  });
  const unstopped = outcome.thrown.flatMap((name, at) => (at > 0 && name === "" ? [at] : []));
  return { broken: outcome.broken, unstopped };
}
