/** What is installed on one host, in all rule languages together. */
package io.kubenet.ruleset.host;
