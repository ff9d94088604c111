/** Looks packets up in ipsets (net/netfilter/ipset of Linux 6.1). */
package io.kubenet.netfilter.ipset;
