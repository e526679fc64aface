#!/usr/bin/env node
// Starts the program of the package for this platform, which npm installs as an optional dependency.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const platform = `${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "chancery.exe" : "chancery";

function program() {
  try {
    return require.resolve(`chancery-cli-${platform}/bin/${file}`);
  } catch {
    console.error(
      `chancery: there is no program for ${platform} here. ` +
        "Install again without --no-optional (--omit=optional), or build from source with cargo.",
    );
    process.exit(2);
  }
}

const child = spawn(program(), process.argv.slice(2), { stdio: "inherit" });

// Ctrl-C reaches the program by itself. Other signals are sent to this process alone.
for (const signal of ["SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
process.on("SIGINT", () => {});

child.on("error", (error) => {
  console.error(`chancery: ${error.message}`);
  process.exit(2);
});

child.on("exit", (code, signal) => {
  // As a shell does: 128 and the number of the signal.
  process.exit(signal === null ? code : 128 + constants.signals[signal]);
});
