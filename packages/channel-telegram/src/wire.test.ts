import assert from "node:assert/strict";
import dns from "node:dns";
import { createServer, type RequestListener, type Server } from "node:http";
import net, { type LookupFunction } from "node:net";
import { after, describe, it } from "node:test";
import { Wire, WireError } from "./wire.ts";

const TOKEN = "123456:secret-secret-secret-secret";

async function serve(handle: RequestListener): Promise<{ server: Server; apiRoot: string }> {
  const server = createServer(handle);
  await new Promise<void>((go) => server.listen(0, "127.0.0.1", go));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as net.AddressInfo;
  return { server, apiRoot: `http://127.0.0.1:${port}` };
}

function wireTo(apiRoot: string, lookup?: LookupFunction): Wire {
  const wire = new Wire({ apiRoot, token: TOKEN, lookup });
  after(() => wire.close());
  return wire;
}

/** The error of a call, checked for what it must not hold. */
async function failureOf(call: Promise<unknown>): Promise<WireError> {
  const error = await call.then(
    () => assert.fail("it succeeded"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof WireError);
  assert.ok(!`${error.stack}${JSON.stringify(error)}`.includes("secret"), "SR30");
  return error;
}

const OK = '{"ok":true,"result":true}';

describe("the connection to the Bot API", () => {
  it("posts JSON to the token's address and reads the answer", async () => {
    const { apiRoot } = await serve((request, response) => {
      assert.equal(request.url, `/base/bot${TOKEN}/getMe`);
      assert.equal(request.headers["content-type"], "application/json");
      response.end(OK);
    });
    assert.deepEqual(await wireTo(`${apiRoot}/base`).call("getMe", {}, 1_000), {
      ok: true,
      result: true,
    });
  });

  it("says that nothing left the machine when no connection came about", async () => {
    const { server, apiRoot } = await serve(() => undefined);
    await new Promise((go) => server.close(go));
    const error = await failureOf(wireTo(apiRoot).call("sendMessage", {}, 1_000));
    assert.deepEqual([error.fault, error.handedOff], ["unreachable", false]);
    assert.match(error.message, /ECONNREFUSED/);
  });

  it("says that the outcome is open when the connection broke, or the answer is late", async () => {
    const cut = await serve((request) => request.socket.destroy());
    const first = await failureOf(wireTo(cut.apiRoot).call("sendMessage", {}, 1_000));
    assert.deepEqual([first.fault, first.handedOff], ["cut", true]);
    const mute = await serve(() => undefined);
    const second = await failureOf(wireTo(mute.apiRoot).call("sendMessage", {}, 30));
    assert.deepEqual([second.fault, second.handedOff], ["late", true]);
    const half = await serve((_, response) => {
      response.writeHead(200, { "content-length": 1000 });
      response.write("{", () => response.destroy());
    });
    const third = await failureOf(wireTo(half.apiRoot).call("sendMessage", {}, 1_000));
    assert.deepEqual([third.fault, third.handedOff], ["cut", true]);
  });

  it("takes nothing for an answer that the Bot API would not say", async () => {
    for (const body of ["<html>502</html>", "[]", "null", '{"ok":1}', '{"ok":false}', ""]) {
      const { apiRoot } = await serve((_, response) => void response.end(body));
      const error = await failureOf(wireTo(apiRoot).call("getMe", {}, 1_000));
      assert.deepEqual([error.fault, error.handedOff], ["unreadable", true], body);
    }
  });

  it("follows no redirect: the token's request goes to the configured address only (SR2)", async () => {
    let visits = 0;
    const other = await serve((_, response) => {
      visits += 1;
      response.end(OK);
    });
    const { apiRoot } = await serve((_, response) => {
      response.writeHead(307, { location: `${other.apiRoot}/` });
      response.end();
    });
    const error = await failureOf(wireTo(apiRoot).call("sendMessage", { text: "x" }, 1_000));
    assert.equal(error.fault, "unreadable");
    assert.equal(visits, 0);
  });

  it("has closed its socket when an ended call rejects (A10)", async () => {
    const { server, apiRoot } = await serve(() => undefined);
    const wire = wireTo(apiRoot);
    const stop = new AbortController();
    const sockets = new Set<net.Socket>();
    server.on("connection", (socket) => {
      sockets.add(socket);
      setImmediate(() => stop.abort());
    });
    const error = await failureOf(wire.call("getUpdates", {}, 10_000, stop.signal));
    assert.equal(error.fault, "stopped");
    for (const socket of sockets)
      if (!socket.destroyed) await new Promise((go) => socket.once("close", go));
    assert.equal(sockets.size, 1);
    assert.equal((await failureOf(wire.call("getMe", {}, 1_000, stop.signal))).handedOff, false);
  });

  it("ends everything when it is closed, and starts nothing afterwards", async () => {
    const { apiRoot } = await serve(() => undefined);
    const wire = wireTo(apiRoot);
    const calls = [1, 2, 3].map(() => failureOf(wire.call("sendMessage", {}, 10_000)));
    await wire.close();
    for (const call of calls) assert.equal((await call).fault, "stopped");
    assert.equal((await failureOf(wire.call("getMe", {}, 1_000))).fault, "stopped");
  });

  it("reaches a host of which one address family is dead, and leaves the process's order alone (A12)", async () => {
    const { apiRoot } = await serve((_, response) => void response.end(OK));
    const before = [dns.getDefaultResultOrder(), net.getDefaultAutoSelectFamily()];
    // The discard prefix: packets to it vanish, or the system refuses at once.
    const dead = { address: "100::1", family: 6 };
    const alive = { address: "127.0.0.1", family: 4 };
    const lookup: LookupFunction = (_host, _options, found) => found(null, [dead, alive]);
    const { port } = new URL(apiRoot);
    const wire = wireTo(`http://telegram.test:${port}`, lookup);
    assert.deepEqual(await wire.call("getMe", {}, 2_000), { ok: true, result: true });
    assert.deepEqual([dns.getDefaultResultOrder(), net.getDefaultAutoSelectFamily()], before);
  });
});
