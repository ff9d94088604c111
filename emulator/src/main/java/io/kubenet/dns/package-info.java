/**
 * Names: what the cluster's DNS server answers, as CoreDNS 1.13.1 does, and what a pod's resolver
 * asks for.
 */
package io.kubenet.dns;
