/**
 * The language of nftables: tables of base chains, chains, sets and maps, read from what {@code nft
 * -f} takes and {@code nft list ruleset} prints, and printed as {@code nft -f} takes it.
 *
 * <p>Values are kept, not words: {@code mark and 0x4000} and {@code meta mark & 0x00004000} are one
 * expression, so tables can be compared however they were written.
 */
package io.kubenet.ruleset.nftables;
