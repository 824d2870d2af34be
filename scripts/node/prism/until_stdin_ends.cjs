// Loaded before Prism: ends it with whoever started it, whose end closes its standard input.
process.stdin.resume().on("end", () => process.exit());
