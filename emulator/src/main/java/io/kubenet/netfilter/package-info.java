/**
 * One kernel's netfilter: it obeys rules, whoever wrote them.
 *
 * <p>{@link io.kubenet.netfilter.Program} is what the rules of a host mean, compiled once; {@link
 * io.kubenet.netfilter.Netfilter} is one network namespace that runs a program and remembers what
 * packets left behind: connections, recent lists, counters. A host's network stack hands it a
 * {@link io.kubenet.netfilter.SocketBuffer} at each {@link io.kubenet.netfilter.Hook} of the
 * packet's way and obeys the {@link io.kubenet.netfilter.Judgement}.
 */
package io.kubenet.netfilter;
