/** The rule languages: what one host's rules say, and their text, both ways. */
package io.kubenet.ruleset;
