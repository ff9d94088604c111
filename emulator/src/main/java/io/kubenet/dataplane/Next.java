package io.kubenet.dataplane;

/**
 * What becomes of a packet after a host had it: it is on a link (Frame), its way has ended
 * (Ending), or its host sends it on to somebody else (Diversion). It does not name these in a list,
 * so that it stands below them.
 */
interface Next {}
