/** Largest scenario file that is read at all, in bytes. */
export const MOST_BYTES = 2 * 2 ** 20;

/** Lets a file be dropped anywhere on the page. */
export function listenToDrops(page: () => HTMLElement, onFile: (file: File) => void): void {
  let depth = 0;
  const mark = (): void => void page().classList.toggle("dropping", depth > 0);
  document.addEventListener("dragenter", (event) => {
    event.preventDefault();
    depth++;
    mark();
  });
  document.addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    mark();
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    mark();
    const file = event.dataTransfer?.files[0];
    if (file) onFile(file);
  });
}
