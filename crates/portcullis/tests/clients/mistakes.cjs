// Signs requests with @smithy/signature-v4 in ways that people get wrong, and prints what would arrive, a JSON object a line:
// the request as text, and the code of the mistake that was made. Nothing is sent.
const { Readable } = require("node:stream");
const { HttpRequest } = require("@smithy/protocol-http");
const { SignatureV4 } = require("@smithy/signature-v4");
const { Sha256 } = require("@aws-crypto/sha256-js");

const { PLANTED_HOST, PLANTED_KEY, PLANTED_SECRET } = process.env;
const host = PLANTED_HOST || "abc123.execute-api.us-east-1.amazonaws.com";
// Another name of the same host.
const other = PLANTED_HOST ? host.replace("amazonaws.com", "localhost") : "gateway.example.com";
const credentials = { accessKeyId: PLANTED_KEY || "AKIDEXAMPLE", secretAccessKey: PLANTED_SECRET || "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };

async function arrives(mistake, { settings = {}, options = {}, arrived = {}, ...parts }) {
  const signer = new SignatureV4({ credentials, region: "us-east-1", service: "execute-api", sha256: Sha256, ...settings });
  const request = new HttpRequest({ method: "GET", protocol: "https:", hostname: host, path: "/prod/pets", headers: { host }, ...parts });
  const signed = await signer.sign(request, options);
  const { method, path, headers, body } = { method: signed.method, path: signed.path, body: "", ...arrived, headers: { ...signed.headers, ...arrived.headers } };
  const query = arrived.query ?? Object.entries(signed.query || {}).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
  const lines = [`${method} ${query ? `${path}?${query}` : path} HTTP/1.1`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  console.log(JSON.stringify({ id: mistake, request: `${lines.join("\r\n")}\r\ncontent-length: ${body.length}\r\n\r\n${body}` }));
}

async function main() {
  await arrives("path-encoded-once", { settings: { uriEscapePath: false }, path: "/prod/a%20b" });
  await arrives("body-unsigned", { method: "POST", body: Readable.from(["{}"]), arrived: { body: "{}" } });
  await arrives("body-changed", { method: "POST", body: '{"a": 1}', arrived: { body: '{"a":1}' } });
  await arrives("body-empty", { method: "POST", arrived: { body: "{}" } });
  await arrives("host", { headers: { host: other }, arrived: { headers: { host } } });
  await arrives("query-left-out", { settings: { applyChecksum: false }, arrived: { query: "limit=10" } });
  await arrives("scope-service", { settings: { service: "lambda" } });
  await arrives("method", { method: "GET", arrived: { method: "HEAD" } });
  await arrives("key-blank", { settings: { credentials: { ...credentials, secretAccessKey: `${credentials.secretAccessKey} ` } } });
  await arrives("path-last-slash", { path: "/prod/pets/", arrived: { path: "/prod/pets" } });
  await arrives("", { path: "/prod/a%20b", query: { b: "2", a: "1" } });
}

main();
