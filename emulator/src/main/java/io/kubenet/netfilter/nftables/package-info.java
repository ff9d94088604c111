/** Obeys nftables rules: chains, sets and maps, compiled when a packet first comes to them. */
package io.kubenet.netfilter.nftables;
