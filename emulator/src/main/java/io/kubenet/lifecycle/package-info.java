/**
 * How a pod lives on its node: what its kubelet does from the start of its containers to the end of
 * its address, and what its applications do meanwhile.
 */
package io.kubenet.lifecycle;
