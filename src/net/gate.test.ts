import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createGate, type GateRequest } from "./gate.ts";

const PORT = 18_789;

interface Case {
  host?: string | undefined;
  origin?: string;
  site?: string;
  url?: string;
  local?: string;
  remote?: string;
  more?: Record<string, string>;
}

function request({ host, origin, site, url = "/", local, remote, more = {} }: Case): GateRequest {
  const headers: Record<string, string> = {
    ...(host === undefined ? {} : { host }),
    ...(origin === undefined ? {} : { origin }),
    ...(site === undefined ? {} : { "sec-fetch-site": site }),
    ...more,
  };
  return {
    url,
    headers,
    rawHeaders: Object.entries(headers).flat(),
    socket: { remoteAddress: remote ?? "127.0.0.1", localAddress: local ?? "127.0.0.1" },
  };
}

const gate = createGate({ port: PORT });
const statusOf = (what: Case) => {
  const verdict = gate(request(what));
  return verdict.ok ? 200 : verdict.status;
};

const OWN_HOSTS = [`localhost:${PORT}`, `127.0.0.1:${PORT}`, `[::1]:${PORT}`];
const HOSTS_ALLOWED = [...OWN_HOSTS, `LocalHost:${PORT}`];
/** Names of this machine that are no names of our own port: for tunnels and port mappings. */
const HOSTS_TUNNELLED = [
  "localhost",
  "127.0.0.1",
  "[::1]",
  `localhost:${PORT + 1}`,
  "127.0.0.1:1",
  "[::1]:65535",
  `127.0.0.2:${PORT}`,
  "127.255.255.255",
];
const HOSTS_REFUSED = [
  `localhost.:${PORT}`,
  "localhost:",
  "localhost:x",
  "localhost:123456",
  "127.0.0.256",
  "127.0.0.01",
  "127.0.0",
  "128.0.0.1",
  "127.0.0.1.evil.example",
  "[::1].evil.example",
  `127.0.0.1.:${PORT}`,
  `127.1:${PORT}`,
  `2130706433:${PORT}`,
  `0x7f000001:${PORT}`,
  `0.0.0.0:${PORT}`,
  `0:${PORT}`,
  `[::]:${PORT}`,
  `[::ffff:127.0.0.1]:${PORT}`,
  `::1:${PORT}`,
  `localhost.evil.example:${PORT}`,
  `evil.example:${PORT}`,
  `user@localhost:${PORT}`,
  `localhost:${PORT}@evil.example`,
  `localhost:${PORT} `,
  `localhost:0${PORT}`,
  `mac.tail1234.ts.net:${PORT}`,
  "",
];
const ORIGINS_ALLOWED = [undefined, ...OWN_HOSTS.map((host) => `http://${host}`)];
const ORIGINS_REFUSED = [
  "null",
  "",
  "http://localhost",
  `https://localhost:${PORT}`,
  `http://localhost:${PORT}/`,
  `http://localhost:${PORT}.evil.example`,
  `http://localhost.evil.example:${PORT}`,
  `http://evil.example`,
  `http://evil.example:${PORT}`,
  `http://user@localhost:${PORT}`,
  `http://LOCALHOST:${PORT}`,
  `http://127.0.0.1.:${PORT}`,
  `http://0.0.0.0:${PORT}`,
  `http://127.0.0.2:${PORT}`,
  `ws://localhost:${PORT}`,
  `http://localhost:${PORT}, http://evil.example`,
  "file://",
  "chrome-extension://abcdef",
];

describe("SR1 Host and Origin, every combination", () => {
  for (const host of [...HOSTS_ALLOWED, ...HOSTS_REFUSED]) {
    const isServed = HOSTS_ALLOWED.includes(host);
    test(`Host "${host}" is ${isServed ? "served to our own pages" : "served to nobody"}`, () => {
      for (const origin of [...ORIGINS_ALLOWED, ...ORIGINS_REFUSED]) {
        const isOurs =
          ORIGINS_ALLOWED.includes(origin) || origin === `https://${host.toLowerCase()}`;
        const wanted = isServed ? (isOurs ? 200 : 403) : 421;
        const asked = { host, ...(origin === undefined ? {} : { origin }) };
        assert.equal(statusOf(asked), wanted, `Origin ${origin}`);
      }
    });
  }
});

describe("SR1 a tunnel or a port mapping", () => {
  for (const host of HOSTS_TUNNELLED) {
    test(`Host "${host}" is served to programs and to its own pages, to no others`, () => {
      assert.equal(statusOf({ host }), 200);
      assert.equal(statusOf({ host, site: "cross-site" }), 403);
      assert.equal(statusOf({ host, origin: `http://${host}` }), 200);
      for (const origin of [...ORIGINS_ALLOWED, ...ORIGINS_REFUSED]) {
        if (origin === undefined || origin === `http://${host}`) continue;
        assert.equal(statusOf({ host, origin }), 403, `Origin ${origin}`);
      }
    });
  }
});

describe("SR1 a browser that names no origin", () => {
  const host = `localhost:${PORT}`;
  for (const [site, wanted] of [
    ["same-origin", 200],
    ["none", 200],
    ["same-site", 403],
    ["cross-site", 403],
    ["", 403],
    ["SAME-ORIGIN", 403],
  ] as const) {
    test(`Sec-Fetch-Site "${site}": ${wanted}`, () =>
      assert.equal(statusOf({ host, site }), wanted));
  }

  test("a program that is no browser sends neither, whatever its Sec-Fetch-Mode", () => {
    assert.equal(statusOf({ host, more: { "sec-fetch-mode": "websocket" } }), 200);
  });

  test("an Origin of ours counts more than what the browser says of the site", () => {
    assert.equal(statusOf({ host, origin: `http://127.0.0.1:${PORT}`, site: "cross-site" }), 200);
  });
});

describe("SR1 the form of the request", () => {
  const host = `localhost:${PORT}`;
  test("an absolute target is refused", () => {
    for (const url of ["http://localhost/", "*", "", "evil.example:443"]) {
      assert.equal(statusOf({ host, url }), 400, url);
    }
  });

  test("no Host, or two, is refused", () => {
    assert.equal(statusOf({}), 400);
    const twice = request({ host });
    const rawHeaders = [...twice.rawHeaders, "HOST", "evil.example"];
    assert.equal(gate({ ...twice, rawHeaders }).ok, false);
  });
});

describe("SR1 the same machine under another port", () => {
  for (const [host, origin, wanted] of [
    ["localhost:28789", "http://localhost:28789", 200],
    ["localhost:28789", "https://localhost:28789", 200],
    ["localhost", "http://localhost", 200],
    ["localhost", "https://localhost", 200],
    ["127.0.0.1", "http://127.0.0.1", 200],
    ["127.4.5.6:80", "http://127.4.5.6:80", 200],
    ["[::1]:9", "http://[::1]:9", 200],
    // A page of whatever else is at that port of the same machine is not ours.
    ["localhost:28789", `http://localhost:${PORT}`, 403],
    ["localhost:28789", "http://localhost:3000", 403],
    ["localhost:28789", "http://127.0.0.1:28789", 403],
    ["localhost", "http://localhost:28789", 403],
    ["localhost:28789", "ws://localhost:28789", 403],
    ["localhost:28789", "http://localhost:28789/", 403],
    ["localhost:28789", "http://evil.example", 403],
    ["evil.example:28789", "http://evil.example:28789", 421],
    ["evil.example", "https://evil.example", 421],
  ] as const) {
    test(`Host ${host} with Origin ${origin}: ${wanted}`, () =>
      assert.equal(statusOf({ host, origin }), wanted));
  }
});

describe("the address that was connected to", () => {
  for (const [local, host, wanted] of [
    ["192.168.1.5", `192.168.1.5:${PORT}`, 200],
    ["::ffff:192.168.1.5", `192.168.1.5:${PORT}`, 200],
    ["fd00::5", `[fd00::5]:${PORT}`, 200],
    ["192.168.1.5", `192.168.1.6:${PORT}`, 421],
    ["192.168.1.5", "192.168.1.5", 421],
  ] as const) {
    test(`${local} as Host ${host}: ${wanted}`, () =>
      assert.equal(statusOf({ local, host }), wanted));
  }

  test("its own page may connect", () => {
    const where = { local: "192.168.1.5", host: `192.168.1.5:${PORT}` };
    assert.equal(statusOf({ ...where, origin: `http://192.168.1.5:${PORT}` }), 200);
    assert.equal(statusOf({ ...where, origin: `https://192.168.1.5:${PORT}` }), 403);
  });
});

describe("SR1 SR6 the name under which Tailscale passes HTTPS on", () => {
  const name = "box.tail1234.ts.net";
  const named = createGate({ port: PORT, names: new Set([name]) });
  const verdictOf = (what: Case) => named(request(what));
  for (const [host, origin, wanted] of [
    [name, undefined, 200],
    [`${name}:443`, `https://${name}:443`, 200],
    ["BOX.tail1234.ts.net", `https://${name}`, 200],
    [name, `https://${name}`, 200],
    [name, `http://127.0.0.1:${PORT}`, 403],
    [name, "https://other.tail1234.ts.net", 403],
    [name, "null", 403],
    [`${name}:8443`, undefined, 421],
    [`${name}.evil.example`, undefined, 421],
    ["other.tail1234.ts.net", undefined, 421],
  ] as const) {
    test(`Host ${host} with Origin ${origin}: ${wanted}`, () => {
      const verdict = verdictOf({ host, ...(origin === undefined ? {} : { origin }) });
      assert.equal(verdict.ok ? 200 : verdict.status, wanted);
    });
  }

  test("nobody who comes under it is local, with the headers of a proxy or without", () => {
    const headers: Record<string, string>[] = [{}, { "x-forwarded-for": "100.64.0.9" }];
    for (const more of headers) {
      const verdict = verdictOf({ host: name, more });
      assert.equal(verdict.ok && verdict.peer.local, false);
    }
  });
});
