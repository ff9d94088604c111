package io.kubenet.dns.message;

import io.kubenet.net.IpAddress;

/**
 * A resource record of class IN, in presentation format.
 *
 * @param owner the name that it belongs to, in the letter case that was sent, with its last dot
 * @param ttl how many seconds it may be kept
 * @param type its type: {@code AAAA}
 * @param rdata its data: {@code 0 50 80 web.default.svc.cluster.local.}
 */
public record DnsRecord(String owner, long ttl, String type, String rdata) {

  /** An A or AAAA record, by the address's family. */
  public static DnsRecord ofAddress(DomainName owner, long ttl, IpAddress address) {
    return new DnsRecord(
        owner.toString(), ttl, address.isIpv4() ? "A" : "AAAA", address.toString());
  }

  public boolean isAddress() {
    return type.equals("A") || type.equals("AAAA");
  }

  public DnsRecord withTtl(long seconds) {
    return new DnsRecord(owner, seconds, type, rdata);
  }

  /** The line of a zone file. */
  @Override
  public String toString() {
    return owner + " " + ttl + " IN " + type + " " + rdata;
  }
}
