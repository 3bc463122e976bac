// Runs the caller of scenario 000 as it stands, with what it leaves to its surroundings: region, URL, path and body.
const fs = require("node:fs");

async function main() {
  const source = fs.readFileSync(`${__dirname}/scenario_000.js`, "utf8");
  const AsyncFunction = main.constructor;
  const run = new AsyncFunction("require", "targetApiRegion", "baseUrl", "requestPath", "body", `${source}\nreturn response;`);
  const baseUrl = new URL(process.env.API_URL);
  const response = await run(require, "us-east-1", baseUrl, baseUrl.pathname, '{"order":1}');
  const headers = [...response.headers.entries()];
  console.log(JSON.stringify({ status: response.status, headers, body: await response.text() }));
}

main().catch((error) => console.log(JSON.stringify({ status: null, error: String(error.cause || error) })));
