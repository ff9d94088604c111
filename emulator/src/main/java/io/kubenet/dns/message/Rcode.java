package io.kubenet.dns.message;

/** How a question fared: RFC 1035's RCODE. */
public enum Rcode {
  NOERROR,
  SERVFAIL,
  NXDOMAIN,
  REFUSED
}
