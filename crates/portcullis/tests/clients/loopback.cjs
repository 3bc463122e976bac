// The network as a workload of a VPC sees it, for Node: every execute-api name leads to PORTCULLIS_TO, from the
// workload's own address PORTCULLIS_FROM. Nothing else is touched: TLS, its server name and the certificate that is
// asked for stay as the caller made them.
const tls = require("node:tls");

const connect = tls.connect;

tls.connect = (options, ...rest) => {
  const name = options.servername || options.host || options.hostname || "";
  if (!name.includes(".execute-api.")) {
    return connect(options, ...rest);
  }
  const [host, port] = process.env.PORTCULLIS_TO.split(":");
  const localAddress = process.env.PORTCULLIS_FROM || undefined;
  return connect({ ...options, servername: name, host, port: Number(port), localAddress }, ...rest);
};
