/**
 * The loop that the parts of a cluster live in: a queue of (instant, component, key) on the watched
 * store. {@link io.kubenet.controlplane.loop.Component} is what to implement, {@link
 * io.kubenet.controlplane.loop.Loop} runs it.
 */
package io.kubenet.controlplane.loop;
