// Runs the handler of scenario 001 as a Lambda runtime would.
import { handler } from "./scenario_001.mjs";

try {
  console.log(JSON.stringify({ status: 200, headers: [], body: JSON.stringify(await handler()) }));
} catch (error) {
  const { response } = error;
  if (response === undefined) {
    console.log(JSON.stringify({ status: null, error: String(error) }));
  } else {
    const headers = Object.entries(response.headers);
    console.log(JSON.stringify({ status: response.status, headers, body: JSON.stringify(response.data) }));
  }
}
