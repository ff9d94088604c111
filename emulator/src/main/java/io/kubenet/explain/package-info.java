/** Traces in plain words, for readers who have never seen a rule. */
package io.kubenet.explain;
