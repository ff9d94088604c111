package io.kubenet.ruleset.ipset;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A set that rules of a host ask about by its name.
 *
 * @param name its name
 * @param type what its entries are made of
 * @param options how it was created: {@code family inet hashsize 1024 maxelem 65536}
 * @param entries its entries
 */
public record Ipset(String name, IpsetType type, String options, List<IpsetEntry> entries) {

  public Ipset {
    entries = ImmutableList.copyOf(entries);
  }

  /** This set with other entries. */
  public Ipset withEntries(List<IpsetEntry> others) {
    return new Ipset(name, type, options, others);
  }

  /** Whether it holds addresses of IPv6; a set of ports alone holds none. */
  public boolean isIpv6() {
    return options.contains("family inet6");
  }

  /** The set as {@code ipset save} lists it, each line ended. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("create ").append(name).append(' ').append(type);
    text.append(options.isEmpty() ? "" : " ").append(options).append('\n');
    for (IpsetEntry entry : entries) {
      text.append("add ").append(name).append(' ').append(entry.text()).append('\n');
    }
    return text.toString();
  }
}
