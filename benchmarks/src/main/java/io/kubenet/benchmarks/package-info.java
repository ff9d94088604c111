/** Benchmarks: what fast means here, in figures. */
package io.kubenet.benchmarks;
