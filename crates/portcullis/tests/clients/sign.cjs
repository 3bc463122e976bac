// Sends a batch of requests signed by @smithy/signature-v4, in headers or in the query string.
const fs = require("node:fs");
const http = require("node:http");
const { HttpRequest } = require("@smithy/protocol-http");
const { SignatureV4 } = require("@smithy/signature-v4");
const { Sha256 } = require("@aws-crypto/sha256-js");

async function send(one) {
  const [accessKeyId, secretAccessKey, sessionToken] = one.credentials;
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    region: "us-east-1",
    service: "execute-api",
    sha256: Sha256,
  });
  const request = new HttpRequest({
    method: one.method || "GET",
    protocol: "https:",
    hostname: one.host,
    path: one.path,
    query: one.query || {},
    headers: { host: one.host, ...one.headers },
    body: one.body,
  });
  const signed = one.presigned
    ? await signer.presign(request, { expiresIn: one.presigned })
    : await signer.sign(request);
  const query = Object.entries(signed.query)
    .map(([name, value]) => `${escape(name)}=${escape(value)}`)
    .join("&");
  const [host, port] = one.to.split(":");
  const path = query ? `${signed.path}?${query}` : signed.path;
  return new Promise((resolve, reject) => {
    const sent = http.request({ host, port, method: signed.method, path, headers: signed.headers, localAddress: one.from }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: Object.entries(answer.headers), body: Buffer.concat(parts).toString() }));
    });
    sent.on("error", reject);
    sent.end(one.body);
  });
}

const escape = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);

async function main() {
  const cases = JSON.parse(fs.readFileSync(0, "utf8"));
  const answers = [];
  for (const one of cases) {
    answers.push(await send(one));
  }
  console.log(JSON.stringify(answers));
}

main();
