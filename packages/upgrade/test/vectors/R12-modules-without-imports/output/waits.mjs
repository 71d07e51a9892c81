
for await (const line of process.stdin) console.info(line);

export {};
