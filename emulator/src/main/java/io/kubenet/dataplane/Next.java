package io.kubenet.dataplane;

/** What becomes of a packet after a host had it: it is on a link, or its way has ended. */
sealed interface Next permits Frame, Ending {}
