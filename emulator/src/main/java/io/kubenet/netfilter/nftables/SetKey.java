package io.kubenet.netfilter.nftables;

/**
 * What the elements of a set are kept under that packets fill.
 *
 * @param table its table's family and name
 * @param set its name
 */
record SetKey(String table, String set) {}
