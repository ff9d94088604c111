/**
 * How iptables rules are obeyed: compiled once, chain by chain, when a packet first comes to them.
 */
package io.kubenet.netfilter.iptables;
