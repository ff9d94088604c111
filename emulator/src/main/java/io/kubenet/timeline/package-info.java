/** What a change cost while it happened: events, rules, and what became of connections. */
package io.kubenet.timeline;
