/** Compiles the rules of a host, whatever languages they are in, into one program. */
package io.kubenet.netfilter.compiler;
