/**
 * Who has which address: the plan of a cluster's blocks, and the book of who has an address now and
 * who listens there, which every other room reads. Its tables are persistent.
 */
package io.kubenet.addressing;
