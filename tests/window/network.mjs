// Reads what strace saw of the network.

// The kernel's own channel for asking which interfaces there are; it leaves no machine.
const LOCAL = /AF_(UNIX|NETLINK|ALG)|NETLINK_/;
const LOOPBACK = /inet_addr\("127\.|inet_pton\(AF_INET6, "(::1|::ffff:127\.)|inet_pton\(AF_INET6, "::"|inet_addr\("0\.0\.0\.0"\)/;

/** The lines in which something is said to, or asked of, an address off this machine. */
export function remote(lines) {
  return lines.filter((line) => {
    // A socket alone says nothing to anybody; to whom is in the calls after it.
    if (!/\b(connect|bind|sendto|sendmsg|sendmmsg)\(/.test(line)) return false;
    if (!/sa_family=/.test(line) || LOCAL.test(line)) return false;
    return !LOOPBACK.test(line);
  });
}
