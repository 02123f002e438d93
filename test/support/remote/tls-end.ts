import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { createServer, type TLSSocket } from "node:tls";

/** Somebody who ends TLS in front of a gateway, with a certificate of their own. */
export interface TlsEnd {
  readonly port: number;
  /** SHA-256 of the certificate, as OpenSSL prints it. */
  readonly fingerprint: string;
  /** Bytes of the request that came through TLS, from everybody. */
  readonly received: () => number;
}

/** Passes everything on to `port` of this machine. */
export async function tlsEnd(t: TestContext, port: number): Promise<TlsEnd> {
  const { key, cert } = makeCertificate();
  let received = 0;
  const open = new Set<TLSSocket>();
  const server = createServer({ key, cert }, (inside) => {
    const onward = connect(port, "127.0.0.1");
    open.add(inside);
    inside.on("data", (bytes) => (received += bytes.length));
    inside.pipe(onward).pipe(inside);
    for (const socket of [inside, onward]) {
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        inside.destroy();
        onward.destroy();
        open.delete(inside);
      });
    }
  });
  // A client that does not like the certificate hangs up.
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    fingerprint: new X509Certificate(cert).fingerprint256,
    received: () => received,
  };
}

function makeCertificate() {
  const folder = mkdtempSync(join(tmpdir(), "zero-tls-"));
  try {
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    const words = ["req", ...kind, "-days", "1", "-subj", "/CN=localhost"];
    execFileSync("openssl", [...words, "-keyout", key, "-out", cert], { stdio: "ignore" });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
