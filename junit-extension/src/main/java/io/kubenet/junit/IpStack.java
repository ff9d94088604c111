package io.kubenet.junit;

/** The IP families of a cluster. */
public enum IpStack {
  IPV4,
  DUAL
}
