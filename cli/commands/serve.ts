import { spawn } from "node:child_process";
import { createReadStream, existsSync, realpathSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, sep } from "node:path";
import { HOME } from "../home.ts";
import { EXIT, Failure, StorageFailure } from "../failure.ts";
import { wholeFlag } from "../flags.ts";
import { toStderr, toStdout } from "../output.ts";

const HOST = "127.0.0.1";
const PORT = 4173;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".yaml": "text/yaml; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

export interface ServeFlags {
  readonly port?: string;
  readonly open?: boolean;
}

/** `ironcage serve`: the built page on this machine only; ends with Ctrl-C. */
export async function serveCommand(flags: ServeFlags): Promise<void> {
  const wanted = wholeFlag("--port", flags.port, 0, 65_535);
  const folder = join(HOME, "dist", "page");
  if (!existsSync(join(folder, "index.html")))
    throw new StorageFailure(`${folder}: the page is not built; run npm run build`);
  const server = createServer((request, response) =>
    answer(realpathSync(folder), request, response),
  );
  const port = await listen(server, wanted ?? PORT, wanted === undefined);
  const address = `http://${HOST}:${port}/`;
  toStdout(`${address}\n`);
  toStderr("Ctrl-C ends it\n");
  if (flags.open === true) openBrowser(address);
  await new Promise<void>((resolve, reject) => {
    const end = (code: 130 | 143) => () => {
      server.close(() => resolve());
      server.closeAllConnections();
      process.exitCode = code;
    };
    process.once("SIGINT", end(EXIT.interrupted));
    process.once("SIGTERM", end(EXIT.terminated));
    server.once("error", reject);
  });
}

/** Listens on a port, or on any free one where that is taken and nobody insists. */
function listen(server: Server, port: number, mayMove: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" && mayMove) resolve(listen(server, 0, false));
      else reject(new Failure(EXIT.storage, `port ${port}: ${error.code ?? error.message}`));
    });
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

function answer(folder: string, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405);
  const path = fileFor(folder, request.url ?? "/");
  if (path === undefined) return refuse(response, 404);
  response.writeHead(200, {
    "Content-Type": TYPES[extname(path).toLowerCase()] ?? "application/octet-stream",
    "Content-Length": statSync(path).size,
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
  });
  if (request.method === "HEAD") response.end();
  else
    createReadStream(path)
      .on("error", () => response.destroy())
      .pipe(response);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${status}\n`);
}

/** The file that an address names, if it really lies in the folder. */
export function fileFor(folder: string, url: string): string | undefined {
  try {
    const asked = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? "/");
    const path = realpathSync(join(folder, asked.endsWith("/") ? `${asked}index.html` : asked));
    return path.startsWith(folder + sep) && statSync(path).isFile() ? path : undefined;
  } catch {
    return undefined;
  }
}

function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === "darwin"
      ? ["open"]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", ""]
        : ["xdg-open"];
  const child = spawn(command, [...args, address], { stdio: "ignore", detached: true });
  child.once("error", () => toStderr(`no browser could be opened; go to ${address}\n`));
  child.unref();
}
