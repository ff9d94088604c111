/** Sets of addresses and ports that rules ask about, as {@code ipset save} lists them. */
package io.kubenet.ruleset.ipset;
