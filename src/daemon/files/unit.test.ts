import assert from "node:assert/strict";
import { test } from "node:test";
import { UnwritableError } from "./plain.ts";
import { type UnitContent, writeUnit } from "./unit.ts";
import { readUnit } from "./unit-reader.ts";

const CONTENT: UnitContent = {
  description: "ZERO Gateway (profile: rescue, v1.2.3)",
  programArguments: ["/usr/local/bin/zero", "gateway", "--port", "18789"],
  workingDirectory: "/home/ann",
  environment: { HOME: "/home/ann", ZERO_GATEWAY_TOKEN: "", ZERO_NOTE: 'a "b" 100%' },
  environmentFile: "/home/ann/.zero-rescue/service.env",
  notifies: true,
};

const USER_UNIT = `[Unit]
Description=ZERO Gateway (profile: rescue, v1.2.3)
After=network-online.target
Wants=network-online.target

[Service]
Type=notify
NotifyAccess=all
WatchdogSec=60
ExecStart=/usr/local/bin/zero gateway --port 18789
Restart=always
RestartSec=5
RestartPreventExitStatus=78
KillMode=mixed
TimeoutStopSec=15
WorkingDirectory=/home/ann
Environment=HOME=/home/ann
Environment=ZERO_GATEWAY_TOKEN=
Environment="ZERO_NOTE=a \\"b\\" 100%%"
EnvironmentFile=-/home/ann/.zero-rescue/service.env

[Install]
WantedBy=default.target
`;

test("V14 the text of a user unit", () => {
  assert.equal(writeUnit(CONTENT), USER_UNIT);
});

test("S166 a system unit names its account, starts at boot, and says nothing of readiness where it cannot", () => {
  const text = writeUnit({ ...CONTENT, user: "ann", notifies: false });
  const expected = USER_UNIT.replace(/^(Type|NotifyAccess|WatchdogSec)=.*\n/gm, "")
    .replace("WorkingDirectory=", "User=ann\nWorkingDirectory=")
    .replace("default.target", "multi-user.target");
  assert.equal(text, expected);
});

test("a dollar in the program's path is written so that systemd replaces nothing", () => {
  const programArguments = ["/opt/$HOME/my zero", "gateway", "$x", ""];
  const text = writeUnit({ ...CONTENT, programArguments });
  assert.match(text, /^ExecStart=":\/opt\/\$HOME\/my zero" gateway \$x ""$/m);
  assert.deepEqual(readUnit(text, "/h").programArguments, programArguments);
});

const REFUSED: readonly (readonly [Partial<UnitContent>, RegExp])[] = [
  [{ workingDirectory: "/a\nExecStartPre=/bin/evil" }, /working directory contains a control/],
  [{ environment: { A: "x\u0000y" } }, /value of A contains a control/],
  [{ environment: { "A B": "x" } }, /name of a variable is not one/],
  [{ environment: { A: "x".repeat(40_000) } }, /value of A is longer than 32768/],
  [{ programArguments: ["zero"] }, /path of the program is no absolute path/],
  [{ programArguments: ['/a"b/zero'] }, /quotes or backslashes/],
  [{ programArguments: ["/a/../zero"] }, /simplest form/],
  [{ workingDirectory: "/ends " }, /ends with white space/],
  [{ environmentFile: "/ends\\" }, /ends with white space or a backslash/],
  [{ user: "ann\nroot" }, /no name of an account/],
  [{ description: "a\rb" }, /description contains a control/],
];

test("SR22 what a unit cannot say is refused with a reason, and without a secret", () => {
  for (const [change, reason] of REFUSED) {
    assert.throws(
      () => writeUnit({ ...CONTENT, ...change }),
      (error) => error instanceof UnwritableError && reason.test(error.message),
      `${reason}`,
    );
  }
});

test("units of others are read as systemd reads them", () => {
  const text = [
    "# a comment",
    "; another",
    "[Service]",
    "  ExecStart = @/usr/bin/node node /opt/x\\x41.js \\",
    "  # in between",
    "  'a b' \"c\\td\" $$HOME %h/%%",
    'Environment=A=1 "B=2 3" C=\\u00e9',
    "Environment=",
    "Environment=D=%h E='f g'",
    "EnvironmentFile=-/etc/\\[x\\].env",
    "WorkingDirectory=/srv",
    "no assignment",
    "[Unit]",
    "After=a.target b.target",
    "After=c.target",
  ].join("\r\n");
  const unit = readUnit(text, "/home/ann");
  assert.deepEqual(unit.programArguments, [
    "/usr/bin/node",
    "node",
    "/opt/xA.js",
    "a b",
    "c\td",
    "$HOME",
    "/home/ann/%",
  ]);
  assert.deepEqual(unit.environment, { D: "/home/ann", E: "f g" });
  assert.deepEqual(unit.environmentFiles, ["/etc/[x].env"]);
  assert.deepEqual(unit.list("Unit", "After"), ["a.target", "b.target", "c.target"]);
  assert.equal(readUnit("[Service]\nExecStart='open", "").programArguments, undefined);
  assert.equal(readUnit("", "").description, undefined);
});
