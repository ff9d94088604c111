/**
 * The rule languages: what one host's rules say, and their text, both ways. What both languages say
 * alike is here: ranges of addresses and ports, types of addresses, what a rejected packet's sender
 * is sent.
 */
package io.kubenet.ruleset;
