package io.kubenet.netfilter.nftables;

/**
 * What the elements of a set are kept under that packets fill, or the bucket of a limit that rules
 * share.
 *
 * @param table its table's family and name
 * @param set its name; of a limit {@code limit NAME}
 */
record SetKey(String table, String set) {}
