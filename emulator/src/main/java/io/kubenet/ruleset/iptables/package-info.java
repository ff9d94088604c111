/**
 * The language of iptables and ip6tables, as {@code iptables-save} 1.8.9 (nf_tables) prints it.
 *
 * <p>{@link io.kubenet.ruleset.iptables.IptablesRuleset} holds tables, these chains, these rules; a
 * rule is a list of {@link io.kubenet.ruleset.iptables.match.Match}es and a {@link
 * io.kubenet.ruleset.iptables.target.Target}. Each prints itself. Rules are written with {@link
 * io.kubenet.ruleset.iptables.Rule#builder()}.
 */
package io.kubenet.ruleset.iptables;
