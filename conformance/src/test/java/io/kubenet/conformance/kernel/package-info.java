/**
 * The kernel suite: small clusters out of network namespaces of this machine, real connections
 * through them, and the emulator's answers held against what the kernel did.
 */
package io.kubenet.conformance.kernel;
