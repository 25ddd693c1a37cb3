import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

const isWindows = process.platform === "win32";

/** Runs a command with its output shown and no input; resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      shell: isWindows,
      ...options,
      env: { ...process.env, ...options.env },
    });
    child.once("error", (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once("exit", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** A program of node_modules, without npx in between. */
export function runBin(name, args, options) {
  return run(`${root}node_modules/.bin/${name}`, args, options);
}

export function runNode(script, args = [], options) {
  return run(process.execPath, [script, ...args], options);
}

/** Fails with one clear line instead of a stack. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}
