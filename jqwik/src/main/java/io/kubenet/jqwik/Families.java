package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpFamily;
import java.util.List;

/** The IP families of a cluster, the primary first. */
public enum Families {
  IPV4(ImmutableList.of(IpFamily.IPV4)),
  DUAL(ImmutableList.of(IpFamily.IPV4, IpFamily.IPV6)),
  DUAL_IPV6_FIRST(ImmutableList.of(IpFamily.IPV6, IpFamily.IPV4)),
  IPV6(ImmutableList.of(IpFamily.IPV6));

  private final ImmutableList<IpFamily> families;

  Families(ImmutableList<IpFamily> families) {
    this.families = families;
  }

  /** The families, the primary first. */
  public List<IpFamily> list() {
    return families;
  }
}
