/** What rules of iptables compare with a packet, module by module. */
package io.kubenet.ruleset.iptables.match;
