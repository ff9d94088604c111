package io.kubenet.netfilter.iptables;

/**
 * What a list of addresses is kept under: the rules that name it share it, in either family.
 *
 * @param name the list's name
 */
record RecentKey(String name) {}
