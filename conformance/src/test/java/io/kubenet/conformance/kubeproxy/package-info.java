/**
 * The rules of arbitrary Services, held against real kube-proxies, where somebody has their
 * binaries: each runs in a network namespace, with as much of an API server as it asks for.
 */
package io.kubenet.conformance.kubeproxy;
