// The network as a workload of a VPC sees it, for Node: every execute-api name leads to PORTCULLIS_TO, from the
// workload's own address PORTCULLIS_FROM. This version of the gateway speaks plain HTTP, so TLS is left out of https;
// what is signed and sent stays as the caller made it.
const net = require("node:net");
const tls = require("node:tls");

const connectTls = tls.connect;

tls.connect = (...args) => {
  const options = args[0];
  const name = options.servername || options.host || options.hostname || "";
  if (!name.includes(".execute-api.")) {
    return connectTls(...args);
  }
  const [host, port] = process.env.PORTCULLIS_TO.split(":");
  const localAddress = process.env.PORTCULLIS_FROM || undefined;
  const socket = net.connect({ host, port: Number(port), localAddress });
  socket.once("connect", () => socket.emit("secureConnect"));
  return socket;
};
