/** Addresses, ports and packets as values, of both IP families. */
package io.kubenet.net;
