/** What happened to a packet, as a story: hosts on its way, and at each the steps that mattered. */
package io.kubenet.trace;
