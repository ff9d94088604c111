package io.kubenet.ruleset;

/** What an address is to a host, by its routes; in the order of its listing. */
public enum AddressType {
  UNSPEC,
  UNICAST,
  LOCAL,
  BROADCAST,
  ANYCAST,
  MULTICAST,
  BLACKHOLE,
  UNREACHABLE,
  PROHIBIT
}
