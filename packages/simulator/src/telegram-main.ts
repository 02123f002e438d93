/**
 * The Telegram simulator as a process of its own, for proofs that kill the gateway. The argument is
 * its port. It prints one JSON line with its address, then takes commands on standard input, one
 * JSON object a line such as `{"do":"say","from":42,"text":"hi"}`, and prints one answer for each.
 */
import { createInterface } from "node:readline";
import type { Fault } from "./telegram/faults.ts";
import { startTelegram, type TelegramSimulator } from "./telegram/server.ts";

type Command =
  | { do: "say"; from: number; text: string }
  | { do: "sent"; to: number }
  | { do: "stats" | "reached" | "close" }
  | { do: "fault"; method: string; fault: Fault; times?: number };

function obey(telegram: TelegramSimulator, command: Command): unknown {
  switch (command.do) {
    case "say":
      return telegram.say(command.from, command.text).message_id;
    case "sent":
      return telegram.sentTo(command.to);
    case "stats":
      return telegram.stats;
    case "reached":
      return telegram.reached();
    case "fault":
      telegram.fault(command.method, command.fault, command.times);
      return true;
    case "close":
      return true;
  }
}

async function main(): Promise<void> {
  const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
  const port = Number(process.argv[2] ?? 0);
  const telegram = await startTelegram({ port });
  print({ apiRoot: telegram.apiRoot, token: telegram.token });
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line) as Command;
    print({ result: obey(telegram, command) ?? null });
    if (command.do === "close") break;
  }
  await telegram.close();
  // Whoever started this may leave the pipe open.
  process.stdin.destroy();
}

await main();
