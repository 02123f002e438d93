import assert from "node:assert/strict";
import { test } from "node:test";
import { UnwritableError } from "./plain.ts";
import { type PlistDict, writePlist } from "./plist.ts";
import { readPlist } from "./plist-reader.ts";

const DICT = {
  Label: "com.zero.rescue",
  KeepAlive: true,
  ThrottleInterval: 10,
  ProgramArguments: ["/opt/homebrew/bin/zero", "gateway", "a < b & c"],
  EnvironmentVariables: { HOME: "/Users/ann", EMPTY: "" },
};

const DOCTYPE =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">';
const TEXT = `<?xml version="1.0" encoding="UTF-8"?>
${DOCTYPE}
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>com.zero.rescue</string>
  <key>KeepAlive</key>
  <true/>
  <key>ThrottleInterval</key>
  <integer>10</integer>
  <key>ProgramArguments</key>
  <array>
    <string>/opt/homebrew/bin/zero</string>
    <string>gateway</string>
    <string>a &lt; b &amp; c</string>
  </array>
  <key>EnvironmentVariables</key>
  <dict>
    <key>HOME</key>
    <string>/Users/ann</string>
    <key>EMPTY</key>
    <string></string>
  </dict>
</dict>
</plist>
`;

test("the text of a property list", () => {
  assert.equal(writePlist(DICT), TEXT);
  assert.deepEqual(readPlist(TEXT), DICT);
});

test("SR22 control characters are refused in values and in keys", () => {
  const dicts: PlistDict[] = [{ A: "a\nb" }, { "A\u0000": "b" }, { A: ["\ud800"] }];
  for (const dict of dicts) {
    assert.throws(() => writePlist(dict), UnwritableError);
  }
});

test("lists of others are read, whatever they hold, and what is none is nothing", () => {
  const text = `<?xml version="1.0"?><!-- by hand <dict> -->
    <plist version="1.0"><dict>
    <key>A</key><string><![CDATA[x < y]]></string>
    <key>B</key><array/><key>C</key>
    <false/>    <key>D</key><dict><key>E</key><real>1.5</real></dict>
    <key>F</key><date>2026-01-01T00:00:00Z</date>
    <key>G&#x41;</key><string/>
    <key>H</key><string>&quot;&#65;&apos;&unknown;</string></dict></plist>`;
  assert.deepEqual(readPlist(text), {
    A: "x < y",
    B: [],
    C: false,
    D: { E: 1.5 },
    F: "2026-01-01T00:00:00Z",
    GA: "",
    H: "\"A'&unknown;",
  });
  for (const other of ["", "bplist00\u0001", "<plist><array/></plist>", "<plist><dict><key>A"]) {
    assert.equal(readPlist(other), undefined, other);
  }
  const nested = `${"<array>".repeat(1_000)}${"</array>".repeat(1_000)}`;
  const deep = `<plist><dict><key>A</key>${nested}</dict></plist>`;
  assert.equal(readPlist(deep), undefined);
});
