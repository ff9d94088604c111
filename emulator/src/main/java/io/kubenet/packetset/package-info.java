/** Sets of packets: intervals of each field, boxes of intervals, and classes that end alike. */
package io.kubenet.packetset;
