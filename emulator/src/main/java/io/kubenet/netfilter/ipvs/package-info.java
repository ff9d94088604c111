/** Virtual servers: what ip_vs does at the hooks of a host (net/netfilter/ipvs of Linux 6.1). */
package io.kubenet.netfilter.ipvs;
