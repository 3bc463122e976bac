const { defaultProvider } = require("@aws-sdk/credential-provider-node");
const { HttpRequest } = require("@smithy/protocol-http");
const { SignatureV4 } = require("@smithy/signature-v4");
const { Sha256 } = require("@aws-crypto/sha256-js");
const signer = new SignatureV4({
credentials: defaultProvider(),
region: targetApiRegion,
service: "execute-api",
sha256: Sha256,
});
const request = new HttpRequest({
protocol: baseUrl.protocol,
hostname: baseUrl.hostname,
method: "POST",
path: requestPath,
headers: {
"content-type": "application/json",
host: baseUrl.host,
},
body,
});
const signedRequest = await signer.sign(request);
const response = await fetch(`${baseUrl.origin}${requestPath}`, {
method: signedRequest.method,
headers: signedRequest.headers,
body,
});
